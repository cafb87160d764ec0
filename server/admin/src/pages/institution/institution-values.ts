import { InstitutionInput, PositionInput, type Institution } from '@talent/shared/contract/institution'
import { labelOf } from '@talent/shared/dictionaries/index'
import type { Position } from '@talent/shared/domain/position'
import { institutionBasics, institutionFacts } from '@talent/shared/domain/sections/institution'
import { z } from '@talent/shared/zod'
import type { StaleField } from '../../api/stale-dialog'

/** What the form holds: an empty position is two empty texts. */
export interface InstitutionValues {
  values: Institution['values']
  position: Position
  subjects: string[]
  branches: { values: Institution['branches'][number]['values']; position: Position }[]
}
/** What was typed, and the version that it was typed over. */
export const InstitutionDraft = z.object({
  version: z.number(),
  values: z.object({
    values: InstitutionInput.shape.values,
    position: PositionInput,
    subjects: z.array(z.string()),
    branches: z.array(z.object({ values: z.object({ name: z.string(), address: z.string(), phone: z.string() }), position: PositionInput })),
  }),
})
export type InstitutionDraft = z.output<typeof InstitutionDraft>

/** What is sent, without the version. */
export type InstitutionContent = Pick<Institution, 'values' | 'position' | 'subjects' | 'branches'>

export const noPosition: Position = { longitude: '', latitude: '', datum: 'GCJ-02' }
export const emptyBranch = { values: { name: '', address: '', phone: '' }, position: noPosition }

export const valuesOf = ({ values, position, subjects, branches }: Institution): InstitutionValues => ({
  values,
  position: position ?? noPosition,
  subjects,
  branches: branches.map((branch) => ({ ...branch, position: branch.position ?? noPosition })),
})

export const contentOf = ({ values, position, subjects, branches }: InstitutionValues): InstitutionContent => ({
  values,
  position: placed(position),
  subjects,
  branches: branches.map((branch) => ({ ...branch, position: placed(branch.position) })),
})

const placed = ({ longitude, latitude, datum }: Position): Position | null =>
  longitude.trim() === '' && latitude.trim() === '' ? null : { longitude: longitude.trim(), latitude: latitude.trim(), datum }

const positionText = (position: Position | null): string => (position ? `${position.longitude}，${position.latitude}` : '')

/** What two versions are compared by. */
export function staleFields(mine: InstitutionContent, current: InstitutionContent): StaleField<InstitutionContent>[] {
  const field = (key: string, label: string, show: (content: InstitutionContent) => string): StaleField<InstitutionContent> => ({
    key, label, show, same: (a, b) => show(a) === show(b),
  })
  const branches = Array.from({ length: Math.max(mine.branches.length, current.branches.length) }, (_, index) =>
    field(`branch-${index}`, `分院 ${index + 1}`, ({ branches: [...all] }) => {
      const branch = all[index]
      return branch ? [branch.values.name, branch.values.address, branch.values.phone, positionText(branch.position)].filter(Boolean).join('，') : ''
    }),
  )
  return [
    ...[...institutionBasics, ...institutionFacts].map((spec) =>
      field(spec.key, spec.label, ({ values }) => (spec.kind === 'choice' && spec.dictionary ? (labelOf(spec.dictionary, values[spec.key]) ?? '') : values[spec.key])),
    ),
    field('position', '经纬度', (content) => positionText(content.position)),
    field('subjects', '诊疗科目', ({ subjects }) => subjects.map((code) => labelOf('standardDepartment', code) ?? code).join('、')),
    ...branches,
  ]
}
