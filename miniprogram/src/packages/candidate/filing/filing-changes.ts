import type { Filing } from '@talent/shared/contract/candidate'

type Section = Filing['sections'][number]

/** One thing that the institution changed while it was being looked at. */
export interface Change {
  section: string
  label: string
  from: string
  to: string
}

/** What differs between what was shown and what is filed now, section by section. */
export function changesBetween(before: Filing, after: Filing): Change[] {
  const changed = after.sections.flatMap((section) => {
    const former = before.sections.find((one) => one.section === section.section)
    if (!former) return [{ section: section.title, label: '新增的栏目', from: '', to: '已填报' }]
    return former.digest === section.digest ? [] : changesIn(former, section)
  })
  const removed = before.sections.filter(({ section }) => !after.sections.some((one) => one.section === section))
  return [...changed, ...removed.map(({ title }) => ({ section: title, label: '整个栏目', from: '已填报', to: '已删除' }))]
}

function changesIn(former: Section, section: Section): Change[] {
  const change = (label: string, from: string, to: string): Change => ({ section: section.title, label, from, to })
  const valueIn = ({ fields }: Section, name: string) => fields.find(({ field }) => field === name)?.value ?? ''
  const names = new Map([...section.fields, ...former.fields].map(({ field, label }) => [field, label]))
  const fields = [...names].flatMap(([field, label]) => {
    const [from, to] = [valueIn(former, field), valueIn(section, field)]
    return from === to ? [] : [change(label, from || '未填写', to || '未填写')]
  })
  const ids = ({ pictures }: Section) => pictures.map(({ attachmentId }) => attachmentId).join()
  const pictures = ids(former) === ids(section) ? [] : [change('图片', `${former.pictures.length} 张`, `${section.pictures.length} 张，有更换`)]
  const seen = [...fields, ...pictures]
  // What is masked has changed where nobody sees it.
  return seen.length ? seen : [change('号码', '', '有改动，请点“显示”核对')]
}

/** How much differs from what the candidate last confirmed or objected to; null when nothing does. */
export function differencesOf({ sections, removed }: Filing): { changed: number; added: number; removed: number } | null {
  const count = (kind: Section['change']) => sections.filter(({ change }) => change === kind).length
  const differences = { changed: count('changed'), added: count('added'), removed: removed.length }
  return Object.values(differences).some((one) => one > 0) ? differences : null
}
