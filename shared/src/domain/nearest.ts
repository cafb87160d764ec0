import { squeeze } from './clean-text'

/** How alike two names are, 0 to 1: by common pairs of neighbouring characters (Dice), and single ones for short names. */
function likeness(a: string, b: string): number {
  if (a === b) return 1
  const pairs = dice(grams(a, 2), grams(b, 2))
  const singles = dice(grams(a, 1), grams(b, 1))
  const contained = a.length > 1 && b.length > 1 && (a.includes(b) || b.includes(a)) ? 0.3 : 0
  return Math.min(0.99, pairs * 0.5 + singles * 0.4 + contained)
}

function grams(text: string, size: number): string[] {
  const characters = Array.from(text)
  const found: string[] = []
  for (let i = 0; i + size <= characters.length; i++) found.push(characters.slice(i, i + size).join(''))
  return found
}

function dice(a: string[], b: string[]): number {
  if (a.length + b.length === 0) return 0
  const left = [...b]
  let common = 0
  for (const gram of a) {
    const at = left.indexOf(gram)
    if (at >= 0) { left.splice(at, 1); common++ }
  }
  return (2 * common) / (a.length + b.length)
}

/** 室 and 部 at the end say little: 妇产科室 is 妇产科. */
const core = (name: string): string => squeeze(name).replace(/科室$/, '科').replace(/[()（）·、\-_]/g, '')

/** The names most like an unknown one, best first; none when nothing is near. */
export function nearestNames(unknown: string, names: readonly string[], limit = 3): string[] {
  const wanted = core(unknown)
  if (wanted === '') return []
  return names
    .map((name) => ({ name, score: likeness(wanted, core(name)) }))
    .filter(({ score }) => score >= 0.4)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ name }) => name)
}

/** What to tell about a name that is not on the list. */
export function unknownNameMessage(label: string, unknown: string, names: readonly string[]): string {
  const near = nearestNames(unknown, names)
  if (near.length === 0) return `${label}“${unknown}”不存在，请从下拉列表中选择`
  return `${label}“${unknown}”不存在，是否为 ${near.map((name) => `“${name}”`).join('、')}`
}
