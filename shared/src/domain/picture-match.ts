import type { PictureName } from './picture-name'
import { pictureSectionLabel, type PictureSection } from './sections/pictures'
import { isSpecialForm, type SpecialForm } from './special-forms'

/** Somebody on file, as far as a picture needs a place there. */
export interface PictureHolder {
  personId: number
  name: string
  /** The candidate has confirmed: nothing of the person may change. */
  locked: boolean
  records: readonly { detailId: number; section: PictureSection; title: string }[]
  /** Forms that filings under way need; `locked`: the filing takes none now. */
  filed?: readonly { trialId: number; form: SpecialForm; title: string; locked: boolean }[]
}

/** A stamped form of a filing. */
export interface FiledPlace {
  trialId: number
  form: SpecialForm
}

/** Where a picture goes: into a record, to a form of a filing, or, with neither, it is the portrait. */
export interface PicturePlace {
  personId: number
  detailId: number | null
  filed?: FiledPlace
}

export const isPortrait = (place: PicturePlace): boolean => place.detailId === null && place.filed === undefined

/** Everybody on file that some file name may mean. */
export interface FoundHolders {
  byNumber: ReadonlyMap<string, number>
  byName: ReadonlyMap<string, readonly number[]>
  holders: ReadonlyMap<number, PictureHolder>
}

/** How it is known whose a picture is. */
type By = 'number' | 'name' | 'hand'

/** What a picture could be told from its name; `message` says in words what is to be decided or done. */
export type PictureMatch =
  | { kind: 'matched'; place: PicturePlace; by: By; note: string | null }
  | { kind: 'whichPerson'; personIds: number[]; message: string }
  | { kind: 'whichPlace'; personId: number; places: PicturePlace[]; message: string }
  | { kind: 'impossible'; personId: number; message: string }
  | { kind: 'nobody'; message: string }

/**
 * Whose a picture is and where it belongs: the document number in the file name wins over the name, the chosen section over
 * nothing. Whatever is not certain is asked and never guessed: a certificate on a wrong record is worse than a question.
 * `section` null: by the words in the file name. `chosen`: somebody who was chosen by hand, whatever the file name says.
 */
export function matchPicture(name: PictureName, found: FoundHolders, section: PictureSection | null, chosen: number | null = null): PictureMatch {
  const person: Whose = chosen === null ? whose(name, found) : { kind: 'person', personId: chosen, by: 'hand', note: null }
  if (person.kind !== 'person') return person
  const holder = found.holders.get(person.personId)
  if (!holder) return { kind: 'nobody', message: '档案中没有找到这个人，请选择人员' }
  const filed = holder.filed ?? []
  if (holder.locked && filed.every(({ locked }) => locked)) return lockedMatch(holder)
  const place = where(name.sections, holder, section)
  return place.kind === 'place' ? { kind: 'matched', place: place.place, by: person.by, note: person.note } : place
}

type Whose = { kind: 'person'; personId: number; by: By; note: string | null } | Extract<PictureMatch, { kind: 'whichPerson' | 'nobody' }>

function whose({ numbers, names }: PictureName, { byNumber, byName, holders }: FoundHolders): Whose {
  const numbered = unique(numbers.flatMap((number) => byNumber.get(number) ?? []))
  const named = unique(names.flatMap((name) => byName.get(name) ?? []))
  if (numbered.length > 1) return { kind: 'whichPerson', personIds: numbered, message: '文件名中有两个人的证件号，请选择是谁的图片' }
  const [byItsNumber] = numbered
  if (byItsNumber !== undefined) {
    const otherName = named.length > 0 && !named.includes(byItsNumber)
    return { kind: 'person', personId: byItsNumber, by: 'number', note: otherName ? `文件名中还有另一人的姓名，已按证件号对应到${holders.get(byItsNumber)?.name ?? ''}，请核对` : null }
  }
  // A number that nobody has may have a slip in it, or be of somebody else of the same name.
  const strayNumber = numbers.find((number) => /^\d{17}[\dX]$/.test(number))
  if (strayNumber && named.length > 0) return { kind: 'whichPerson', personIds: named, message: '档案中没有文件名里的证件号，姓名相同的人员请您确认' }
  const [byItsName, another] = named
  if (another !== undefined) return { kind: 'whichPerson', personIds: named, message: sameName(named, holders) }
  if (byItsName !== undefined) return { kind: 'person', personId: byItsName, by: 'name', note: null }
  return { kind: 'nobody', message: strayNumber ? '档案中没有文件名里的证件号，请核对号码或选择人员' : '文件名中没有找到本单位人员的证件号或姓名，请选择人员' }
}

const sameName = (ids: readonly number[], holders: FoundHolders['holders']): string => {
  const names = unique(ids.map((id) => holders.get(id)?.name ?? ''))
  return names.length === 1 ? `有 ${ids.length} 位人员叫“${names[0] ?? ''}”，请选择是哪一位` : `文件名中有 ${names.length} 个人的姓名，请选择是谁的图片`
}

const lockedMatch = ({ personId, name }: PictureHolder) => ({ kind: 'impossible' as const, personId, message: `${name}已由考生确认，内容已锁定；需要更换时请先在试用期填报中重新打开` })

/** What was confirmed is locked, a filing and a record each for itself. */
const isLocked = ({ locked, filed = [] }: PictureHolder, place: PicturePlace): boolean =>
  place.filed ? filed.some((one) => one.locked && sameFiled(one, place.filed)) : locked

type Where = { kind: 'place'; place: PicturePlace } | Extract<PictureMatch, { kind: 'whichPlace' | 'impossible' }>

function where(worded: readonly PictureSection[], holder: PictureHolder, chosen: PictureSection | null): Where {
  const { personId } = holder
  if (chosen !== null && worded.length > 0 && !worded.includes(chosen)) {
    const message = `文件名写的是“${worded.map(pictureSectionLabel).join('、')}”，与所选的“${pictureSectionLabel(chosen)}”不一致，请确认`
    return { kind: 'whichPlace', personId, places: openPlaces(holder, [chosen, ...worded]), message }
  }
  const sections = chosen === null ? worded : [chosen]
  if (sections.length === 0) return { kind: 'whichPlace', personId, places: openPlaces(holder, null), message: '文件名没有写明是什么资料，请选择' }
  const all = placesOf(holder, sections)
  const places = all.filter((place) => !isLocked(holder, place))
  const [place, another] = places
  const labels = sections.map(pictureSectionLabel).join('、')
  if (all.length > 0 && place === undefined) return lockedMatch(holder)
  if (place === undefined) return { kind: 'impossible', personId, message: lackingText(holder.name, sections, labels) }
  if (another !== undefined) return { kind: 'whichPlace', personId, places, message: `${holder.name}有 ${places.length} 条${labels}记录，请选择` }
  return { kind: 'place', place }
}

const lackingText = (name: string, sections: readonly PictureSection[], labels: string): string =>
  sections.every(isSpecialForm) ? `${name}没有需要${labels}的填报，请先填报试用期，并核对填报内容和身份证件类别` : `${name}还没有${labels}记录，请先录入或导入${labels}`

/** The places of a person in these sections; null: all. */
function placesOf({ personId, records, filed = [] }: PictureHolder, sections: readonly PictureSection[] | null): PicturePlace[] {
  const wanted = (section: PictureSection): boolean => sections === null || sections.includes(section)
  return [
    ...(wanted('portrait') ? [{ personId, detailId: null }] : []),
    ...records.filter(({ section }) => wanted(section)).map(({ detailId }) => ({ personId, detailId })),
    ...filed.filter(({ form }) => wanted(form)).map(({ trialId, form }) => ({ personId, detailId: null, filed: { trialId, form } })),
  ]
}

/** Places that take a picture now. */
export const openPlaces = (holder: PictureHolder, sections: readonly PictureSection[] | null): PicturePlace[] => placesOf(holder, sections).filter((place) => !isLocked(holder, place))

export const sameFiled = (a: FiledPlace | undefined, b: FiledPlace | undefined): boolean => a?.trialId === b?.trialId && a?.form === b?.form
export const samePlace = (a: PicturePlace, b: PicturePlace): boolean => a.personId === b.personId && a.detailId === b.detailId && sameFiled(a.filed, b.filed)

/** Of pictures in their order, those after the first that would be the portrait of the same person: there is only one. */
export function surplusPortraits(places: readonly (PicturePlace | null)[]): number[] {
  const taken = new Set<number>()
  return places.flatMap((place, index) => {
    if (!place || !isPortrait(place)) return []
    if (taken.has(place.personId)) return [index]
    taken.add(place.personId)
    return []
  })
}

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)]
