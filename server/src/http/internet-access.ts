import { isOpenToInternet } from '@talent/shared/domain/internet-access'
import { problem } from '@talent/shared/errors'
import proxyAddr from 'proxy-addr'
import type { Config } from '../config'
import type { Platform } from '../platform'
import type { OrganizationKind } from './actor'

const compiled = new WeakMap<Config, (address: string, hop: number) => boolean>()

function isPrivate(config: Config, address: string): boolean {
  const within = compiled.get(config) ?? proxyAddr.compile(config.privateNetworks)
  compiled.set(config, within)
  return within(address, 0)
}

/** As an organization's row and its stated information have them. */
export interface StoredAccess {
  internet_access: unknown
  content: string | null
}

export function isOpen({ internet_access, content }: StoredAccess): boolean {
  const { values } = content === null ? { values: {} } : (JSON.parse(content) as { values: Record<string, string | undefined> })
  const stated: Record<string, string | undefined> = values
  return isOpenToInternet({ decided: internet_access === null || internet_access === undefined ? null : Boolean(internet_access), level: stated.level, ownership: stated.ownership })
}

/**
 * R1: an institution without internet access comes by the health private network alone. Where a request comes from is the
 * address that trusted proxies vouch for. Without a private network in the configuration there is one way, open to all.
 * @throws INTERNET_ACCESS_CLOSED
 */
export async function requireOpenWay({ config, database }: Platform, of: { organization_id: number; organization_kind: OrganizationKind }, source: string): Promise<void> {
  if (config.privateNetworks.length === 0 || of.organization_kind !== 'institution' || isPrivate(config, source)) return
  const row: StoredAccess | undefined = await database
    .knex('organizations')
    .leftJoin('institution_information as information', 'information.organization_id', 'organizations.id')
    .where('organizations.id', of.organization_id)
    .first('organizations.internet_access', 'information.content')
  if (!row || !isOpen(row)) throw problem('INTERNET_ACCESS_CLOSED')
}
