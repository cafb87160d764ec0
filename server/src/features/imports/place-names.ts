import { sameText, squeeze } from '@talent/shared/domain/clean-text'
import type { Issue } from '@talent/shared/domain/issue'
import { unknownNameMessage } from '@talent/shared/domain/nearest'
import type { StatedClinic } from '../people/stated-clinic'

/** A department or a post and what a sheet may call it; the first name is the one in the drop-down. */
export interface NamedPlace {
  id: number
  names: string[]
}

/** A name that several departments have is written with the departments above it: 内科/一病区. The long form is always understood. */
export function namedDepartments(departments: readonly { id: number; name: string; path: string }[]): NamedPlace[] {
  const names = new Map(departments.map((department) => [department.id, department.name]))
  const times = new Map<string, number>()
  for (const { name } of departments) times.set(squeeze(name), (times.get(squeeze(name)) ?? 0) + 1)
  return departments.map(({ id, name, path }) => {
    const long = path.split('/').flatMap((part) => names.get(Number(part)) ?? []).join('/')
    if ((times.get(squeeze(name)) ?? 0) > 1) return { id, names: [long] }
    return { id, names: long === name ? [name] : [name, long] }
  })
}

/** Similar names are looked for this many times in a file: with hundreds of departments each search takes a millisecond. */
const MAX_SEARCHES = 500

export type FindPlace = (text: string) => { id: number } | { message: string }

/** `limited`: the importer's role reaches some departments only, so that a missing one may exist all the same. */
export function placeFinder(label: string, places: readonly NamedPlace[], limited = false): FindPlace {
  const byName = new Map(places.flatMap(({ id, names }) => names.map((name) => [squeeze(name), id] as const)))
  const labels = places.flatMap(({ names }) => names[0] ?? [])
  const messages = new Map<string, string>()
  return (text) => {
    const id = byName.get(squeeze(text))
    if (id !== undefined) return { id }
    let message = messages.get(text)
    if (message === undefined) {
      message = messages.size < MAX_SEARCHES ? messageFor(label, text, labels, limited) : `${label}“${text}”不存在，请从下拉列表中选择`
      if (messages.size < MAX_SEARCHES) messages.set(text, message)
    }
    return { message }
  }
}

function messageFor(label: string, text: string, labels: readonly string[], limited: boolean): string {
  const wanted = squeeze(text)
  const longer = labels.filter((name) => squeeze(name).endsWith(`/${wanted}`))
  if (longer.length > 0) return `有 ${longer.length} 个${label}叫“${text}”，请写明上级，如“${longer[0] ?? ''}”`
  const message = unknownNameMessage(label, text, labels)
  return limited ? message.replace('”不存在', '”不存在，或不在您负责的范围内') : message
}

/** Whose row it is, by its 机构名称: the institution itself, or one of the village clinics that it files for (R15). */
export function unitFinder(code: string, { organizationName, clinics, limited }: { organizationName: string; clinics: readonly NamedPlace[]; limited: boolean }): (name: string) => { clinic?: StatedClinic; issues: Issue[] } {
  const own = { id: 0, names: [organizationName] }
  const find = placeFinder('机构名称', [own, ...clinics], limited)
  const nameOf = new Map(clinics.map(({ id, names }) => [id, names[0] ?? '']))
  const refusal = (name: string, message: string): string => (clinics.length === 0 ? `机构名称“${name}”不是本机构，应为“${organizationName}”` : message.replace('”不存在', '”不是本机构，也不是本机构的村卫生室'))
  return (name) => {
    if (name === '' || sameText(name, organizationName)) return { issues: [] }
    const found = find(name)
    if ('message' in found) return { issues: [{ path: ['institutionName'], code, message: refusal(name, found.message) }] }
    return found.id === own.id ? { issues: [] } : { clinic: { departmentId: found.id, name: nameOf.get(found.id) ?? name }, issues: [] }
  }
}
