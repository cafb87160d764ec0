import { color, darkColor } from '@talent/shared/tokens'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** WCAG 2.1: 1.4.3 for text, 1.4.11 for what shows a control. */
const enough = { text: 4.5, control: 3 }

const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

function sheets(folder: string): { file: string; text: string }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sheets(path)
    return path.endsWith('.scss') ? [{ file: path.slice(__dirname.length + 1), text: readFileSync(path, 'utf8').replace(/\/\/.*$/gm, '') }] : []
  })
}
const all = sheets(__dirname)
const theme = all.find(({ file }) => file === 'styles/theme.scss')?.text ?? ''
const own = all.filter(({ file }) => !file.startsWith('styles/'))

/** Names as the sheets write them: ink-3, ok-soft; and the two that theme.scss adds. */
const kebab = (name: string) => name.replace(/[A-Z0-9]/g, (c) => `-${c.toLowerCase()}`)
const [onBrandLight = '', onBrandDark = ''] = [...theme.matchAll(/--on-brand: (#\w{6})/g)].map((found) => found[1] ?? '')
const schemes = [
  { name: 'light', values: { ...Object.fromEntries(Object.entries(color).map(([key, value]) => [kebab(key), value])), 'on-brand': onBrandLight } },
  { name: 'dark', values: { ...Object.fromEntries(Object.entries(darkColor).map(([key, value]) => [kebab(key), value])), 'on-brand': onBrandDark } },
] as const
const valueOf = (values: Record<string, string>, name: string): string => {
  const value = values[name]
  if (value === undefined) throw new Error(`There is no token ${name}`)
  return value
}

const tones = ['ok', 'wait', 'ask', 'stop']
/** `var(--#{$tone}-soft)` stands for all four. */
const expand = (name: string) => (name.includes('$tone') ? tones.map((tone) => name.replace('#{$tone}', tone)) : [name])
const namesIn = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].flatMap((found) => expand(found[1] ?? ''))
const foreground = /(?<![\w-])color:\s*var\(--([^)]+)\)/g
const background = /background(?:-color)?:\s*var\(--([^)]+)\)/g
const edges = /border(?:-color)?:[^;]*var\(--(edge|ink[^)]*|brand|stop)\)/g

/** The innermost blocks: what one rule says of itself. */
const rules = own.flatMap(({ text }) => [...text.matchAll(/\{([^{}]*(?:#\{[^}]*\}[^{}]*)*)\}/g)].map((found) => found[1] ?? ''))
/** Words of the main button stay what they are on its other grounds, and so says no rule. */
const inherited = ['on-brand on stop']
const pairs = new Set([...inherited, ...rules.flatMap((rule) => {
  const below = namesIn(rule, background)
  return namesIn(rule, foreground).flatMap((text) => below.filter((ground) => !tones.includes(text) || ground === `${text}-soft` || !ground.endsWith('-soft')).map((ground) => `${text} on ${ground}`))
})])
const texts = new Set(own.flatMap(({ text }) => namesIn(text, foreground)).filter((name) => name !== 'on-brand'))

describe.each(schemes)('$name', ({ values }) => {
  test.each([...pairs])('%s, as a rule says', (pair) => {
    const [text = '', ground = ''] = pair.split(' on ')
    expect(contrast(valueOf(values, text), valueOf(values, ground))).toBeGreaterThanOrEqual(enough.text)
  })

  test.each([...texts].flatMap((text) => ['card', 'ground'].map((ground) => [text, ground] as const)))('%s is legible on %s', (text, ground) => {
    expect(contrast(valueOf(values, text), valueOf(values, ground))).toBeGreaterThanOrEqual(enough.text)
  })

  test.each([...new Set(own.flatMap(({ text }) => namesIn(text, edges)))])('the edge of a control in %s shows', (edge) => {
    for (const ground of ['card', 'ground']) expect(contrast(valueOf(values, edge), valueOf(values, ground))).toBeGreaterThanOrEqual(enough.control)
  })
})

/** Over a picture or the camera it is dark in both schemes; a picture code is drawn on white paper. */
const overPictures = new Set(['packages/candidate/card-camera/index.scss', 'ui/picture-viewer.scss'])
const isPaper = (value: string) => value === '#ffffff'

test('sheets name tokens and no colours of their own, so that the dark scheme reaches everything', () => {
  const sheetsOfPages = own.filter(({ file }) => !overPictures.has(file))
  const found = sheetsOfPages.flatMap(({ file, text }) => [...text.matchAll(/#[0-9a-f]{3,8}\b|rgba?\([^)]*\)/gi)].filter(([value]) => !isPaper(value)).map(([value]) => `${file}: ${value}`))
  expect(found).toEqual([])
})

test('there is something to compare', () => {
  expect(pairs.size).toBeGreaterThan(5)
  expect(texts.size).toBeGreaterThan(5)
})
