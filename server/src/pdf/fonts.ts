import { readFileSync } from 'node:fs'
import { create, type Font } from 'fontkit'

export type Weight = 'regular' | 'bold'

/** Files of a package, so that they come with the server's dependencies wherever it runs. */
const files: Record<Weight, () => string> = {
  regular: () => require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  bold: () => require.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
}

const parsed = new Map<Weight, Font>()

/** Parsed at the first use and kept: parsing takes longer than a page. */
export function fontOf(weight: Weight): Font {
  const known = parsed.get(weight)
  if (known) return known
  const font = create(readFileSync(files[weight]()))
  if (!('glyphForCodePoint' in font)) throw new Error('a font collection instead of a font')
  parsed.set(weight, font)
  return font
}

const advances: Record<Weight, Map<string, number>> = { regular: new Map(), bold: new Map() }

/** Width of one character in thousandths of the font size. */
function advanceOf(weight: Weight, character: string): number {
  const known = advances[weight].get(character)
  if (known !== undefined) return known
  const font = fontOf(weight)
  const advance = (font.glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth * 1000) / font.unitsPerEm
  advances[weight].set(character, advance)
  return advance
}

/** In points. */
export function widthOf(text: string, size: number, weight: Weight): number {
  let sum = 0
  for (const character of text) sum += advanceOf(weight, character)
  return (sum * size) / 1000
}

/** Stands for a character that the font lacks, as in print: to be filled in by hand. */
export const missingSign = '〓'

const invisible = /[\p{Cc}\p{Cf}\p{Variation_Selector}]/u

export interface Printable {
  text: string
  missing: boolean
}

/** What can be printed of a text: line ends and tabs in one form, nothing invisible, 〓 for what the font lacks. */
export function printable(raw: string): Printable {
  let text = ''
  let missing = false
  for (const character of raw.replace(/\r\n?/g, '\n').replace(/\t/g, ' ')) {
    if (character !== '\n' && invisible.test(character)) continue
    const known = character === '\n' || (fontOf('regular').hasGlyphForCodePoint(character.codePointAt(0) ?? 0) && !/\p{Cs}/u.test(character))
    text += known ? character : missingSign
    missing ||= !known
  }
  return { text, missing }
}
