import { color, radius, type Tone } from '@talent/shared/tokens'
import type { ThemeConfig } from 'antd'

/** The shared tokens in antd's words. Nothing moves without a reason, so motion is off. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: color.brand,
    colorPrimaryHover: color.brandHover,
    colorPrimaryBg: color.brandSoft,
    colorLink: color.brand,
    colorLinkHover: color.brandHover,
    colorInfo: color.ask,
    colorSuccess: color.ok,
    colorWarning: color.wait,
    colorError: color.stop,
    colorInfoBg: color.askSoft,
    colorSuccessBg: color.okSoft,
    colorWarningBg: color.waitSoft,
    colorErrorBg: color.stopSoft,
    colorText: color.ink,
    colorTextSecondary: color.ink2,
    colorTextTertiary: color.ink3,
    colorTextPlaceholder: color.ink3,
    colorTextDescription: color.ink3,
    colorBgLayout: color.ground,
    colorBorder: color.edge,
    colorBorderSecondary: color.line,
    colorSplit: color.line,
    borderRadius: radius.field,
    borderRadiusLG: radius.card,
    controlHeight: 36,
    fontFamily:
      '-apple-system, BlinkMacSystemFont, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif',
    motion: false,
    // Where the keyboard is must be seen at arm's length.
    controlOutline: `${color.brand}59`,
    controlOutlineWidth: 3,
  },
  components: {
    // Large fields and buttons are still fields.
    Button: { borderRadiusLG: radius.field },
    Input: { borderRadiusLG: radius.field },
    Progress: { defaultColor: color.brand },
    Form: { itemMarginBottom: 24, verticalLabelPadding: '0 0 4px' },
    Table: { headerBg: color.ground, headerColor: color.ink2, rowHoverBg: color.brandSoft },
  },
}

/** Text and ground of a state; the same pairs on every page. */
export const toneColor: Record<Tone, { text: string; ground: string }> = {
  ok: { text: color.ok, ground: color.okSoft },
  wait: { text: color.wait, ground: color.waitSoft },
  ask: { text: color.ask, ground: color.askSoft },
  stop: { text: color.stop, ground: color.stopSoft },
  neutral: { text: color.ink2, ground: color.line },
}

/** Hands the tokens to our own style sheets as `--brand`, `--ink2`, `--radius-card` … */
export function writeCssVariables(root: HTMLElement) {
  const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  for (const [name, value] of Object.entries(color)) root.style.setProperty(`--${kebab(name)}`, value)
  for (const [name, value] of Object.entries(radius)) root.style.setProperty(`--radius-${name}`, `${value}px`)
}
