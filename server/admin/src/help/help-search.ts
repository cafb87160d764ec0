import type { HelpTopic } from './help-topic'

export interface HelpHit {
  topic: HelpTopic
  /** A piece of the text around what was found; empty when the title says it. */
  excerpt: string
}

/** How much a hit says: the title, another name of it, the text; less when only parts of the words were found. */
const weights = { title: 100, also: 60, text: 20 }
const partly = 0.4
/** So much of a word must be there when it does not stand as it was typed: 密码的规则 for 密码规则. */
const enough = 0.5
const maxHits = 20
const around = 24

/**
 * Topics that hold every word of the query, titles first. Spaces, width and case don't matter, on either side; a word
 * that nowhere stands as typed is found by its pairs of characters.
 */
export function searchHelp(topics: readonly HelpTopic[], query: string): HelpHit[] {
  const words = wordsOf(query)
  if (words.length === 0) return []
  return topics
    .map((topic) => ({ topic, score: scoreOf(topic, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, maxHits)
    .map(({ topic }) => ({ topic, excerpt: excerptOf(topic, words) }))
}

/** Cuts a text at what is found in it: every second piece is a hit. */
export function splitAtHits(text: string, query: string): string[] {
  const patterns = wordsOf(query).map((word) => [...word].map(escape).join('\\s*'))
  return patterns.length === 0 ? [text] : text.split(new RegExp(`(${patterns.join('|')})`, 'i'))
}

export const linesOf = ({ body }: HelpTopic): string[] => body.flatMap((block) => (typeof block === 'string' ? [block] : 'steps' in block ? block.steps : block.points))

const wordsOf = (query: string): string[] => query.split(/\s+/).map(plain).filter(Boolean)
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
const escape = (letter: string): string => letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function scoreOf(topic: HelpTopic, words: readonly string[]): number {
  const title = plain(topic.title)
  const also = topic.also.map(plain)
  const text = plain(linesOf(topic).join(''))
  const scores = words.map((word) => {
    if (title === word || also.includes(word)) return weights.title * 2
    if (title.includes(word)) return weights.title + (title.startsWith(word) ? 10 : 0)
    if (also.some((name) => name.includes(word))) return weights.also
    if (text.includes(word)) return weights.text
    return partly * Math.max(partOf(title, word) * weights.title, ...also.map((name) => partOf(name, word) * weights.also), partOf(text, word) * weights.text)
  })
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0)
}

/** The share of the word's pairs of characters that are in the text, 0 when it is too small to mean anything; of two alike the one with more of its characters. */
function partOf(text: string, word: string): number {
  const letters = [...word]
  if (letters.length < 3) return 0
  const pairs = letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`)
  const share = pairs.filter((pair) => text.includes(pair)).length / pairs.length
  const alike = letters.filter((letter) => text.includes(letter)).length / letters.length
  return share >= enough ? share + alike / 10 : 0
}

function excerptOf(topic: HelpTopic, words: readonly string[]): string {
  const pattern = new RegExp(words.map((word) => [...word].map(escape).join('\\s*')).join('|'), 'i')
  const line = linesOf(topic).find((one) => pattern.test(one.normalize('NFKC')))
  if (line === undefined) return linesOf(topic)[0] ?? ''
  const at = Math.max(0, line.normalize('NFKC').search(pattern))
  const from = at > around ? at - around : 0
  const cut = line.slice(from, from + around * 3)
  return `${from > 0 ? '…' : ''}${cut}${from + cut.length < line.length ? '…' : ''}`
}
