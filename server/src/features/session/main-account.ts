import { randomInt } from 'node:crypto'
import { checkPassword } from '@talent/shared/domain/password'
import { ConfigError } from '../../config'
import type { Connection } from '../../db/database'
import { inTransaction, isDuplicate } from '../../db/transaction'
import type { OrganizationKind } from '../../http/actor'
import { record } from '../operation-log/operation-log.service'
import { hashPassword } from './password-hash'

export const organizationKinds = ['province', 'city', 'county', 'institution'] as const satisfies readonly OrganizationKind[]

const sets = ['ABCDEFGHJKMNPQRSTUVWXYZ', 'abcdefghjkmnpqrstuvwxyz', '23456789', '#!@$*-+='] as const
const pick = (set: string): string => set.charAt(randomInt(set.length))

/** Random, of all four kinds, without look-alikes, and within the policy; to be changed at the first sign-in. */
export function oneTimePassword(username: string): string {
  for (;;) {
    const characters = [...sets.map(pick), ...Array.from({ length: 8 }, () => pick(sets.join('')))]
    for (let i = characters.length - 1; i > 0; i--) {
      const j = randomInt(i + 1)
      ;[characters[i], characters[j]] = [characters[j] ?? '', characters[i] ?? '']
    }
    const password = characters.join('')
    if (checkPassword(password, { username }).length === 0) return password
  }
}

interface NewMainAccount {
  organization: string
  kind: OrganizationKind
  username: string
  /** Name of the organization above; null: none, or the organization is there already. */
  parent: string | null
}

/** The password is in this answer only. @throws ConfigError with a sentence for the operator */
export async function createMainAccount(connection: Connection, now: Date, input: NewMainAccount): Promise<{ password: string }> {
  if (!/^[A-Za-z][A-Za-z0-9]{7,63}$/.test(input.username)) throw new ConfigError('账号应以字母开头，由至少 8 个字母或数字组成')
  const password = oneTimePassword(input.username)
  const passwordHash = await hashPassword(password)
  const at = now.toISOString()
  await inTransaction(connection, async (tx) => {
    const organizationId = await findOrCreate(tx, at, input)
    try {
      const [id = 0] = await tx('accounts').insert({
        organization_id: organizationId, username: input.username, display_name: input.organization, kind: 'main', password_hash: passwordHash,
        must_change_password: true, created_at: at, updated_at: at,
      })
      await record(tx, now, { organizationId, author: { kind: 'system', id: null, name: 'create-admin', source: 'localhost' }, action: 'account.create', subject: `account:${id}` })
    } catch (error) {
      if (isDuplicate(error)) throw new ConfigError(`账号 ${input.username} 已存在，请换一个`)
      throw error
    }
  })
  return { password }
}

async function findOrCreate(tx: Connection, at: string, input: NewMainAccount): Promise<number> {
  const there = await tx('organizations').where('name', input.organization).first('id')
  if (there) return there.id
  const parent = input.parent ? await tx('organizations').where('name', input.parent).first('id', 'path') : null
  if (input.parent && !parent) throw new ConfigError(`没有找到上级单位“${input.parent}”`)
  const [id = 0] = await tx('organizations').insert({ parent_id: parent?.id ?? null, path: '', kind: input.kind, name: input.organization, created_at: at, updated_at: at })
  await tx('organizations').where({ id }).update({ path: `${parent?.path ?? '/'}${id}/` })
  return id
}
