import type { Institution } from '@talent/shared/contract/institution'
import { checkInstitution, readInstitution, type InstitutionInformation } from '@talent/shared/domain/institution'
import { isError } from '@talent/shared/domain/issue'
import { institutionBasics, institutionFacts } from '@talent/shared/domain/sections/institution'
import { problem } from '@talent/shared/errors'
import { inTransaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import { today, type Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { requireWholeUnit } from '../organization/organization-scope'
import { institutionRepository, saveInformation, type InstitutionRow } from './institution.repository'

export type InstitutionService = ReturnType<typeof createInstitutionService>

/** R4: what an institution keeps about itself; 主体信息 is shown and not changed here. */
export function createInstitutionService(platform: Platform) {
  const { knex } = platform.database

  return {
    async get(actor: AccountActor): Promise<Institution> {
      const row = await institutionRepository(knex).find(actor.scope)
      if (!row) throw problem('NOT_FOUND')
      return present(row)
    },

    async update(actor: AccountActor, input: InstitutionInformation & { version: number }): Promise<Institution> {
      requireWholeUnit(actor.scope, '机构信息')
      const information = readInstitution(input)
      const errors = checkInstitution(information, today(platform)).filter(isError)
      if (errors.length > 0) throw problem('BAD_INPUT', errors)
      return inTransaction(knex, async (tx) => {
        const repository = institutionRepository(tx)
        await repository.lock(actor.scope)
        const before = await repository.find(actor.scope)
        if (!before) throw problem('NOT_FOUND')
        const current = present(before)
        if (current.version !== input.version) throw problem('STALE', { data: current })
        const now = platform.now()
        await saveInformation(tx, actor.scope, information, input.version + 1, now.toISOString())
        await record(tx, now, {
          organizationId: actor.scope.organizationId, author: actor.author, action: 'institution.update', subject: `organization:${actor.scope.organizationId}`,
          detail: { fields: changed(current, information) },
        })
        const after = await repository.find(actor.scope)
        if (!after) throw problem('NOT_FOUND')
        return present(after)
      })
    },
  }
}

const keys = [...institutionBasics, ...institutionFacts].map((field) => field.key)

/** Version 0 is what nobody has saved yet, so that two first savings meet as any others do. */
function present({ fixed, phone, saved }: InstitutionRow): Institution {
  const values = saved?.content.values ?? {}
  const value = (key: (typeof keys)[number]): string => (key === 'phone' ? phone : (values[key] ?? ''))
  return {
    fixed,
    values: {
      address: value('address'), postalCode: value('postalCode'), phone: value('phone'), serviceTarget: value('serviceTarget'), website: value('website'),
      level: value('level'), grade: value('grade'), businessGrade: value('businessGrade'), ownership: value('ownership'), beds: value('beds'),
      openingDate: value('openingDate'), legalRepresentative: value('legalRepresentative'), principal: value('principal'),
    },
    position: saved?.content.position ?? null,
    subjects: saved?.content.subjects ?? [],
    branches: (saved?.content.branches ?? []).map(({ values: { name = '', address = '', phone: branchPhone = '' }, position }) => ({
      values: { name, address, phone: branchPhone }, position,
    })),
    updatedAt: saved?.updatedAt ?? null,
    version: saved?.version ?? 0,
  }
}

/** Which parts differ, for the log: names of fields, never their values. */
function changed(before: Institution, after: InstitutionInformation): string[] {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  return [
    ...keys.filter((key) => before.values[key] !== (after.values[key] ?? '')),
    ...(['position', 'subjects', 'branches'] as const).filter((part) => !same(before[part], after[part])),
  ]
}
