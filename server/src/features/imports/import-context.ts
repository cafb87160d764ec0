import { setTimeout as pause } from 'node:timers/promises'
import { villageClinic } from '@talent/shared/dictionaries/organization-tables'
import type { Connection } from '../../db/database'
import type { Storage } from '../../integrations/storage/storage'
import { today, type Platform } from '../../platform'
import { listPlacements } from '../organization/organization-facts'
import type { ImportTarget } from './import-target'
import type { ReadOrder } from './import.worker'
import type { ImportKind } from './import-kinds'
import type { Importer } from './importer'
import { namedDepartments } from './place-names'
import { createTurnstile } from './turnstile'

/** What the parts of the feature share. */
export interface ImportContext {
  platform: Platform
  storage: Storage
  targets: Record<ImportKind, ImportTarget>
  /** Around every thread that reads a workbook. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>
  /** The queue has something new that needs not wait for its next look. */
  wake: () => void
}

/** One reads for a request while another one reads in the background. */
const READERS = 2

export const importContext = (parts: Omit<ImportContext, 'inTurn'>): ImportContext => ({ ...parts, inTurn: createTurnstile(READERS) })

const TURN_MS = 3

/**
 * After each batch. The embedded database answers without ever going back to the event loop, so that a long import
 * would keep every request waiting to its end; and a request asks several things one after the other.
 */
export async function letOthersIn({ platform }: ImportContext): Promise<void> {
  if (platform.database.dialect === 'sqlite') await pause(TURN_MS)
}

/** Departments that the importer reaches and posts, by the names that a sheet may call them. */
export async function placesOf(connection: Connection, importer: Pick<Importer, 'scope'>) {
  const { departments, posts, hasMappedPost } = await listPlacements(connection, importer.scope)
  const named = namedDepartments(departments)
  const clinicIds = new Set(departments.filter(({ category }) => category === villageClinic).map(({ id }) => id))
  return { departments: named, clinics: named.filter(({ id }) => clinicIds.has(id)), posts: posts.map(({ id, name }) => ({ id, names: [name] })), hasMappedPost }
}

export async function readOrder(platform: Platform, importer: Importer, kind: ImportKind, after = 0): Promise<ReadOrder> {
  const { departments, clinics, posts } = await placesOf(platform.database.knex, importer)
  return {
    kind, departments, clinics, posts, after,
    organizationId: String(importer.scope.organizationId),
    organizationName: importer.organizationName,
    today: today(platform),
    limited: importer.scope.departmentIds !== null,
  }
}
