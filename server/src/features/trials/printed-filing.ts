import { labelOf } from '@talent/shared/dictionaries/index'
import { detailValue } from '@talent/shared/domain/detail'
import type { DetailSectionName } from '@talent/shared/domain/sections/details'
import type { Connection } from '../../db/database'
import type { FiledPerson } from './person-values'
import type { TrialRecord } from './trials.repository'

/** What a form on paper says of the institution. */
export interface PrintedUnit {
  name: string
  creditCode: string | null
  licenseNo: string | null
}

/** A filing with everything that its forms on paper show. */
export interface PrintedFiling {
  trial: TrialRecord
  person: FiledPerson
  unit: PrintedUnit
  /** By which the print can be checked; null before the candidate's confirmation and while it is open again. */
  submissionCode: string | null
}

export async function printedUnit(connection: Connection, organizationId: number): Promise<PrintedUnit> {
  const row: { name: string; credit_code: string | null; license_no: string | null } | undefined = await connection('organizations').where('id', organizationId).first('name', 'credit_code', 'license_no')
  return { name: row?.name ?? '', creditCode: row?.credit_code ?? null, licenseNo: row?.license_no ?? null }
}

/** A choice of the person's record in words. */
export const wordOf = (person: FiledPerson, field: 'sex' | 'education' | 'identityType' | 'country' | 'degree'): string =>
  labelOf(field, person.values[field]) ?? person.values[field]

/** A value of the newest record of a section; empty: to be filled in by hand. */
export function newestOf({ file }: FiledPerson, section: DetailSectionName, field: string): string {
  const record = file.details.find((detail) => detail.section === section)
  return record ? detailValue(section, field, record.values) : ''
}
