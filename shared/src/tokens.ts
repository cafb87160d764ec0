/** Design tokens of all three apps (colours as hex, sizes in CSS px). Source: the design's look and feel. */
export const color = {
  brand: '#0B6E69',
  brandHover: '#0E8A83',
  brandSoft: '#E6F3F2',
  ink: '#16211F',
  ink2: '#4A5856',
  ink3: '#63716F',
  ground: '#F4F6F6',
  card: '#FFFFFF',
  line: '#E3E8E8',
  /** Borders of fields and choices, 3:1 against card and ground (WCAG 1.4.11); `line` only separates. */
  edge: '#7E8C8A',
  ok: '#1E7F3C',
  okSoft: '#EBF6EE',
  wait: '#9A5B00',
  waitSoft: '#FBF1E2',
  ask: '#1F5FB8',
  askSoft: '#E8F0FB',
  stop: '#B3261E',
  stopSoft: '#FBEAE9',
} as const

/** The same names for the dark scheme of the phone; contrast is kept at 4.5:1 against card and ground. */
export const darkColor = {
  brand: '#4DB8B1',
  brandHover: '#6BC9C3',
  brandSoft: '#12322F',
  ink: '#EDF2F1',
  ink2: '#BCC8C6',
  ink3: '#97A5A3',
  ground: '#0F1615',
  card: '#18211F',
  line: '#2A3533',
  edge: '#6B7977',
  ok: '#6CCB88',
  okSoft: '#14301D',
  wait: '#E5A84B',
  waitSoft: '#332409',
  ask: '#86B4F2',
  askSoft: '#152640',
  stop: '#F28B84',
  stopSoft: '#3D1714',
} as const

export const radius = { card: 12, field: 8 } as const

/** Type sizes on the phone, in CSS px; never below 13. Elder-friendly mode multiplies by `elderScale`. */
export const type = { title: 20, body: 17, secondary: 15, caption: 13 } as const
export const elderScale = 1.25
/** Layouts hold up to here: elder-friendly mode on top of WeChat's 关怀模式 (1.4). */
export const largestTextScale = 1.75

/** Smallest height of anything tappable, in CSS px. */
export const touch = 44

/** What a state looks like: colour and word always stand together. */
export type Tone = 'ok' | 'wait' | 'ask' | 'stop' | 'neutral'
