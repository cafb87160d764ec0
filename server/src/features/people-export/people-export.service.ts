import { PassThrough } from 'node:stream'
import type { exportPeople } from '@talent/shared/contract/people-export'
import type { Input } from '@talent/shared/contract/endpoint'
import { permissions } from '@talent/shared/contract/permissions'
import { problem } from '@talent/shared/errors'
import { inTransaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import type { FileAnswer } from '../../http/mount'
import { today, type Platform } from '../../platform'
import type { TemplateSpec } from '../../workbook/template-spec'
import { writeFilledTemplate } from '../../workbook/write-template'
import { placesOf } from '../imports/import-context'
import type { NamedPlace } from '../imports/place-names'
import { templateOf } from '../imports/template'
import { record } from '../operation-log/operation-log.service'
import { departmentsInScope } from '../organization/organization-scope'
import { createPeopleReader, type PersonOnFile } from '../people/people-reader'
import { exportRows } from './export-rows'

type Order = Input<typeof exportPeople>

const notes = {
  whole: '本表可以修改后作为导入模板直接上传（上传时选择“更新已存在的用户数据”），请不要改动标题行。表中有完整的个人信息，请妥善保管，用完及时删除。',
  masked: '证件号、电话等只显示一部分，本表供查看和统计。要修改后再上传的，请由有“查看完整证件号与电话”权限的账号导出完整内容。',
}

export type PeopleExportService = ReturnType<typeof createPeopleExport>

/** R9, R11: the list and the records of a section as a workbook, in the columns of the import. */
export function createPeopleExport(platform: Platform) {
  const { knex } = platform.database
  const people = createPeopleReader(platform)

  /** Whose numbers leave whole: people of the departments that the right to numbers reaches. */
  async function wholeFor(actor: AccountActor, whole: boolean): Promise<(person: PersonOnFile) => boolean> {
    if (!whole) return () => false
    const revealing = actor.scopeOf('person.reveal')
    if (!revealing) throw problem('FORBIDDEN', { detail: `导出完整号码需要“${permissions['person.reveal'].label}”权限，请联系管理员，或选择只显示部分号码` })
    const departments = await departmentsInScope(knex, revealing)
    if (departments === null) return () => true
    const reached = new Set(departments)
    return ({ departmentId }) => departmentId !== null && reached.has(departmentId)
  }

  return {
    async export(actor: AccountActor, { content, whole, ...query }: Order): Promise<FileAnswer> {
      const { scope, author } = actor
      const isWhole = await wholeFor(actor, whole)
      const personIds = await people.find(scope, query)
      const importer = { scope, organizationName: actor.organization.name }
      const [spec, places] = [await templateOf(knex, importer, content), await placesOf(knex, importer)]
      await inTransaction(knex, (tx) =>
        record(tx, platform.now(), {
          organizationId: scope.organizationId, author, action: 'person.export', subject: `organization:${scope.organizationId}`,
          detail: { exported: content, people: personIds.length, whole, department: query.departmentId ?? null },
        }),
      )
      const rows = exportRows(platform, {
        scope, content, personIds, institutionName: actor.organization.name, departmentNames: namesById(places.departments), postNames: namesById(places.posts), isWhole,
      })
      return { body: streamed(exported(spec, whole), rows), name: `${spec.title} ${today(platform)}.xlsx` }
    },
  }
}

const namesById = (places: readonly NamedPlace[]): Map<number, string> => new Map(places.map(({ id, names }) => [id, names[0] ?? '']))

const exported = (spec: TemplateSpec, whole: boolean): TemplateSpec => ({ ...spec, instructions: [whole ? notes.whole : notes.masked, ...spec.instructions] })

/** On its way before the first row is read. */
function streamed(spec: TemplateSpec, rows: AsyncIterable<string>): PassThrough {
  const body = new PassThrough()
  // The stream is destroyed with the error, which ends the answer.
  writeFilledTemplate(spec, body, { rows }).catch((error: unknown) => body.destroy(error instanceof Error ? error : undefined))
  return body
}

