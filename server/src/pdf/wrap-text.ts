/** Signs that no line begins with, and those that none ends with. */
const neverFirst = new Set('、。，．；：？！…—·～,.;:?!)]}）】》〉」』〕］｝”’%％℃°々ー')
const neverLast = new Set('([{（【《〈「『〔［｛“‘￥$№')

/** Letters and digits of a word or a number stay together; Chinese characters don't. */
const inWord = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}_@#&+*/\\=<>'"|~^-]/u
const combining = /\p{Mark}/u

/** The parts of a line between which it may break; a run of spaces is a part of its own. */
function partsOf(line: string): string[] {
  const parts: string[] = []
  let last = ''
  for (const character of line) {
    const joined =
      last !== '' &&
      (character === ' ' ? last === ' ' : last !== ' ' && (combining.test(character) || neverFirst.has(character) || neverLast.has(last) || (inWord.test(character) && inWord.test(last))))
    if (joined) parts[parts.length - 1] += character
    else parts.push(character)
    last = character
  }
  return parts
}

/**
 * Lines of at most `width`: no line begins with a comma or ends with an opening bracket, words stay whole unless one is
 * wider than a line.
 */
export function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width, measure))
}

function wrapLine(line: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = []
  let current = ''
  let used = 0
  const add = (part: string) => {
    current += part
    used += measure(part)
  }
  const end = () => {
    lines.push(current.trimEnd())
    current = ''
    used = 0
  }
  for (const part of partsOf(line)) {
    if (used + measure(part.trimEnd()) > width && current !== '') end()
    if (current === '' && lines.length > 0 && part.trim() === '') continue
    if (measure(part) <= width) {
      add(part)
      continue
    }
    for (const character of part) {
      if (current !== '' && used + measure(character) > width) end()
      add(character)
    }
  }
  if (current !== '' || lines.length === 0) end()
  return lines
}
