import { setTimeout as pause } from 'node:timers/promises'
import type { PeopleExportContent } from '@talent/shared/contract/people-export'
import { detailTemplateFields } from '@talent/shared/domain/detail-row'
import type { FieldSpec, FieldValues } from '@talent/shared/domain/fields'
import { personFields } from '@talent/shared/domain/sections/person'
import type { Scope } from '../../http/actor'
import type { Platform } from '../../platform'
import { rowXml, STYLE, textCellXml } from '../../workbook/sheet-xml'
import { HEADER_ROW } from '../../workbook/template-spec'
import { createDetailsReader } from '../details/details-reader'
import { createPeopleReader, type PersonOnFile } from '../people/people-reader'
import { shownText } from './shown-text'

/** One query's worth of people: little to hold, and a short wait for whoever asks next. */
const peopleAtOnce = 500

/** What the rows are made from. */
export interface ExportOrder {
  scope: Scope
  content: PeopleExportContent
  personIds: readonly number[]
  institutionName: string
  /** As the template's drop-downs have them. */
  departmentNames: ReadonlyMap<number, string>
  postNames: ReadonlyMap<number, string>
  /** Whether numbers of this person leave whole. */
  isWhole: (person: PersonOnFile) => boolean
}

/** The rows of the sheet, a batch of people at a time, so that no list is ever in memory as a whole. */
export async function* exportRows(platform: Platform, order: ExportOrder): AsyncGenerator<string> {
  const people = createPeopleReader(platform)
  const fields = order.content === 'people' ? personFields : detailTemplateFields(order.content)
  let number = HEADER_ROW
  for (let from = 0; from < order.personIds.length; from += peopleAtOnce) {
    const batch = await people.records(order.scope, order.personIds.slice(from, from + peopleAtOnce))
    for (const row of order.content === 'people' ? batch.map((person) => basicRow(order, person)) : await detailRows(platform, order, order.content, batch)) {
      number++
      yield rowXml(number, cellsXml(number, fields, row))
    }
    // The embedded database never goes back to the event loop by itself: others wait no longer than for a batch.
    await pause(1)
  }
}

interface ExportRow {
  values: FieldValues
  whole: boolean
}

const basicRow = (order: ExportOrder, person: PersonOnFile): ExportRow => ({
  values: { ...person.values, department: order.departmentNames.get(person.departmentId ?? 0) ?? '', post: order.postNames.get(person.postId ?? 0) ?? '' },
  whole: order.isWhole(person),
})

async function detailRows({ database: { knex }, cipher }: Platform, order: ExportOrder, section: Exclude<PeopleExportContent, 'people'>, people: readonly PersonOnFile[]): Promise<ExportRow[]> {
  const records = await createDetailsReader({ cipher }).ofSection(knex, section, people.map(({ id }) => id))
  return people.flatMap((person) =>
    (records.get(person.id) ?? []).map((values) => ({
      values: { ...values, institutionName: order.institutionName, name: person.values.name, identityNumber: person.values.identityNumber },
      whole: order.isWhole(person),
    })),
  )
}

const cellsXml = (row: number, fields: readonly FieldSpec[], { values, whole }: ExportRow): string =>
  fields
    .map((field, column) => {
      const text = shownText(field, values[field.key] ?? '', whole)
      return text === '' ? '' : textCellXml(row, column, text, STYLE.text)
    })
    .join('')
