import { Button, type ButtonProps } from '@tarojs/components'
import { named, tappable } from './a11y'
import './buttons.scss'
import { useSingleTap } from './use-single-tap'

interface Props {
  /** The words on the button; they name the deed: 提交审核, not 确定. */
  children: string
  /** A promise keeps the button busy until it settles: a second tap does nothing. */
  onTap: () => unknown
  disabled?: boolean
  /** Busy for a reason outside the button, e.g. a mutation of the page. */
  busy?: boolean
  /** `stop` for what can't be undone. */
  tone?: 'brand' | 'stop'
  /** For the screen reader when several buttons have the same words. */
  label?: string
}

const classes = (...names: (string | false | undefined)[]) => names.filter(Boolean).join(' ')

/** In the browser an attribute that is there counts, even with the value false. */
const offState = (off: boolean, waiting: boolean) => ({ ...(off ? { disabled: true } : {}), ...(waiting ? { loading: true } : {}) })

/**
 * As a text node of its own. A single text would be written over all that is in the element when it changes,
 * which in the browser takes away what Taro's button has put there itself.
 */
const ownText = (words: string) => [words]

function Base({ kind, children, onTap, disabled = false, busy = false, tone = 'brand', label }: Props & { kind: string }) {
  const [tap, tapping] = useSingleTap(onTap)
  const waiting = busy || tapping
  return (
    <Button
      className={classes('button', `button--${kind}`, `button--${tone}`, (disabled || waiting) && 'button--off')}
      hoverClass="button--pressed"
      {...offState(disabled || waiting, waiting)}
      {...tappable({ role: 'button', label: label ?? children, onTap: tap, disabled: disabled || waiting })}
    >
      {ownText(children)}
    </Button>
  )
}

/** The one thing to do on a page; goes into the `footer` of PageShell. */
export const PrimaryButton = (props: Props) => <Base kind="primary" {...props} />
/** Another way, beside or below the primary button. */
export const SecondaryButton = (props: Props) => <Base kind="secondary" {...props} />
/** Words that act, inside text and rows. */
export const LinkButton = (props: Props) => <Base kind="link" {...props} />

interface PhoneProps {
  children: string
  kind: 'primary' | 'secondary'
  /** The code for the server to exchange, or null when the person refused. */
  onCode: (code: string | null) => unknown
  disabled?: boolean
}

/** WeChat's phone-number button; only in the mini-program. */
export function PhoneNumberButton({ children, kind, onCode, disabled = false }: PhoneProps) {
  const [tap, busy] = useSingleTap(onCode)
  const take: ButtonProps['onGetPhoneNumber'] = (event) => tap(event.detail.code || null)
  return (
    <Button
      className={classes('button', `button--${kind}`, 'button--brand', (disabled || busy) && 'button--off')}
      openType="getPhoneNumber"
      {...offState(disabled || busy, busy)}
      onGetPhoneNumber={take}
      {...named({ role: 'button', label: children })}
    >
      {children}
    </Button>
  )
}
