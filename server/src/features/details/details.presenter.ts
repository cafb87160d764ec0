import type { DetailGroup, DetailRecord, Picture } from '@talent/shared/contract/details'
import { missingInRecord, missingInSection, lacksAttachment } from '@talent/shared/domain/completeness'
import { checkDetail, detailTitle } from '@talent/shared/domain/detail'
import { isError } from '@talent/shared/domain/issue'
import { maskPersonField } from '@talent/shared/domain/person-mask'
import { detailSections, type DetailSection, type DetailSectionName } from '@talent/shared/domain/sections/details'
import type { PersonDetail, PersonPicture } from './details-reader'

export interface Holder {
  /** Left out: what a record says of the identity is not compared. */
  identityNumber?: string
  /** YYYY-MM-DD */
  today: string
}

export const presentPicture = ({ attachmentId, width, height }: PersonPicture): Picture => ({ attachmentId, width, height })

export function presentDetail(detail: PersonDetail, holder: Holder): DetailRecord {
  const { section, values } = detail
  const { fields }: DetailSection = detailSections[section]
  const shown = fields.map((field) => [field.key, field.personal ? maskPersonField(field.key, values[field.key] ?? '') : (values[field.key] ?? '')])
  const warnings = checkDetail(section, values, holder, holder.today).filter((issue) => !isError(issue))
  return {
    id: detail.id,
    section,
    title: detailTitle(section, values),
    values: Object.fromEntries(shown),
    pictures: detail.pictures.map(presentPicture),
    missingAttachment: lacksAttachment(detail),
    warnings: warnings.map(({ path, message }) => ({ field: String(path[0] ?? ''), message })),
    version: detail.version,
    updatedAt: detail.updatedAt,
  }
}

export function presentGroup(section: DetailSectionName, details: readonly PersonDetail[], necessaryFor: string[], holder: Holder): DetailGroup {
  const { label, attachmentRequired } = detailSections[section]
  const own = details.filter((detail) => detail.section === section)
  return {
    section,
    label,
    attachmentRequired,
    necessaryFor,
    records: own.map((detail) => presentDetail(detail, holder)),
    missingAttachments: own.filter(lacksAttachment).length,
    missing: necessaryFor.length > 0 ? missingInSection(section, own) : own.flatMap((detail) => missingInRecord(detail).map((missing) => `“${detailTitle(section, detail.values)}”${missing}`)),
  }
}
