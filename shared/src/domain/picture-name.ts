import { toHalfWidth, withoutInvisible } from './clean-text'
import { identityCheckCharacter } from './identity-document'
import { normalizePersonName } from './person-name'
import { sectionWords, type PictureSection } from './sections/pictures'

/** What the name of a picture's file says about whose it is and what it shows. All may be empty. */
export interface PictureName {
  /** Possible document numbers, upper-case, the surest first. */
  numbers: string[]
  /** Possible names of people. */
  names: string[]
  /** Sections that its words mean. */
  sections: PictureSection[]
}

/** A name that holds more is no name of a picture of one person. */
export const maxNumbersOfName = 4
export const maxNamesOfName = 8
/** Characters, as of any name of a person. */
const longestName = 50

const noise = ['附件', '扫描件', '复印件', '原件', '电子版', '电子照', '图片', '正面', '反面', '正本', '副本', '身份证号', '身份证', '证书', '证明', '本人', '姓名', '微信', '截图', '拷贝', '彩色', '新建', '修改', '最新']
/** Longest first: 住院医师规范化培训合格证书 before 合格证书. */
const words = [...sectionWords.map(({ word }) => word), ...noise].sort((a, b) => b.length - a.length)
const wordPattern = new RegExp(words.join('|'), 'g')

/** @param fileName as the browser gives it; full-width forms, any spaces and the case of letters do not matter */
export function readPictureName(fileName: string): PictureName {
  const base = withoutExtension(withoutInvisible(toHalfWidth(fileName.normalize('NFC'))).replace(/\s+/g, ' ')).trim()
  return { numbers: numbersIn(base), names: namesIn(base), sections: sectionsIn(base) }
}

const withoutExtension = (name: string): string => name.replace(/(\.[A-Za-z]{2,5})+$/, '')

function sectionsIn(base: string): PictureSection[] {
  const found = base.replace(/ /g, '').match(wordPattern) ?? []
  return unique(found.flatMap((word) => sectionWords.find((one) => one.word === word)?.sections ?? []))
}

/** An 18-digit number is known by its check character, also in the middle of other digits; any other document is a run of letters and digits. */
function numbersIn(base: string): string[] {
  const upper = base.toUpperCase()
  const runs = unique([upper.replace(/ /g, ''), upper.replace(/[ \-_.]/g, '')].flatMap((text) => text.match(/[0-9A-Z]+/g) ?? []))
  const certain = unique(runs.flatMap(residentNumbersIn))
  const others = runs.filter((run) => looksLikeNumber(run) && !certain.some((number) => run.includes(number)))
  const officers = base.match(/\p{Script=Han}字第 ?\d{4,12} ?号/gu) ?? []
  return unique([...certain, ...others, ...officers.map((text) => text.replace(/ /g, ''))]).slice(0, maxNumbersOfName)
}

function residentNumbersIn(run: string): string[] {
  const found: string[] = []
  for (let at = 0; at + 18 <= run.length; at++) {
    const part = run.slice(at, at + 18)
    if (/^\d{6}(18|19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])\d{3}[0-9X]$/.test(part) && identityCheckCharacter(part) === part[17]) found.push(part)
  }
  return found
}

/** Passports, permits and numbers with a slip in them; a date or a counter of the camera is looked up in vain and does no harm. */
const looksLikeNumber = (run: string): boolean => run.length >= 5 && run.length <= 20 && (run.match(/\d/g)?.length ?? 0) >= 4

/** Spaces stand inside a name (张 三) or between two words (内科 张三); a full stop may be the dot of a name. The words about the picture go first, unless a name holds one. */
function namesIn(base: string): string[] {
  const texts = [base, base.replace(/ /g, ''), normalizePersonName(base)]
  const candidates = [...texts.map((text) => text.replace(wordPattern, '|')), ...texts].flatMap(hanNames)
  return unique([...candidates, ...latinNames(base)]).filter((name) => Array.from(name).length >= 2 && Array.from(name).length <= longestName).slice(0, maxNamesOfName)
}

const hanNames = (text: string): string[] =>
  (text.match(/[\p{Script=Han}〇\uE000-\uF8FF]+(?:[·•・][\p{Script=Han}〇\uE000-\uF8FF]+)*/gu) ?? []).map((part) => normalizePersonName(part).replace(/的$/, ''))

/** Kept under the case that is usual on file: MARIA SMITH, Maria Smith. */
function latinNames(text: string): string[] {
  const found = text.replace(wordPattern, '|').match(/[A-Za-z\u00C0-\u024F]{2,}(?:[ '.-]{1,2}[A-Za-z\u00C0-\u024F]+)+/gu) ?? []
  return found.flatMap((name) => [name, name.toUpperCase(), name.toLowerCase().replace(/(^|[ '.-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())])
}

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)]
