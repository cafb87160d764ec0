import { ConfigError } from '../config'
import type { Connection } from './database'
import type { FieldCipher } from './field-cipher'
import { identityLookup } from './identity-lookup'
import { sealedColumns } from './rotate-keys'

/** So many rows at either end of a table are looked at: what was sealed first, and what was sealed last. */
const sample = 20

interface Found {
  column: string
  sealed: string
}
type Row = Record<string, string | number | null>

/**
 * Keys that do not fit the database would not stop anything: what is there could be read by nobody, and who is on file already
 * would be taken for new. So the start compares them with what was written before, and changes nothing.
 * @throws ConfigError with what has to be put right
 */
export async function checkKeys(connection: Connection, cipher: FieldCipher, keyIds: readonly string[]): Promise<void> {
  const found: Found[] = []
  for (const [table, columns] of Object.entries(sealedColumns)) {
    for (const row of await ends(connection, table, columns)) found.push(...columns.flatMap((column) => sealedIn(row, table, column)))
  }
  const missing = found.map(({ sealed }) => sealed.slice(0, sealed.indexOf('.'))).find((id) => !keyIds.includes(id))
  if (missing !== undefined) {
    throw new ConfigError(`FIELD_KEYS 中缺少编号为“${missing}”的密钥：数据库里有用它加密的个人信息。请把原来的密钥加回 FIELD_KEYS 再启动；要停用它，请先运行 rotate-keys`)
  }
  if (found.length > 0 && !found.some(({ column, sealed }) => opened(cipher, column, sealed) !== null)) {
    throw new ConfigError('FIELD_KEYS 与数据库不符：现有的密钥解不开库里的个人信息，因此没有启动，也没有改动数据。请换回建立这个数据库时的密钥（未设置环境变量时，密钥在 DATA_DIR 的 keys.json 中）')
  }
  const lookups = [...(await identities(connection, cipher)), ...(await phones(connection, cipher))]
  if (lookups.length > 0 && lookups.every((fits) => !fits)) {
    throw new ConfigError('LOOKUP_KEY 与数据库不符：按现有的密钥找不到库里已有的人，因此没有启动，也没有改动数据。请换回建立这个数据库时的密钥（未设置环境变量时，密钥在 DATA_DIR 的 keys.json 中）')
  }
}

async function ends(connection: Connection, table: string, columns: readonly string[]): Promise<Row[]> {
  const rows = (direction: 'asc' | 'desc'): Promise<Row[]> => connection(table).orderBy('id', direction).limit(sample).select('id', ...columns)
  return [...(await rows('asc')), ...(await rows('desc'))]
}

/** An empty text is none: what was forgotten on purpose stays so. */
function sealedIn(row: Row, table: string, column: string): Found[] {
  const sealed = row[column]
  return typeof sealed === 'string' && sealed !== '' ? [{ column: `${table}.${column}`, sealed }] : []
}

/** Null: not with these keys. */
function opened(cipher: FieldCipher, column: string, sealed: string): string | null {
  try {
    return cipher.open(column, sealed)
  } catch {
    return null
  }
}

async function identities(connection: Connection, cipher: FieldCipher): Promise<boolean[]> {
  return (await ends(connection, 'people', ['identity_type', 'identity_number', 'identity_lookup'])).flatMap((row) => {
    const number = opened(cipher, 'people.identity_number', String(row.identity_number))
    return number === null ? [] : [identityLookup(cipher, String(row.identity_type), number) === row.identity_lookup]
  })
}

async function phones(connection: Connection, cipher: FieldCipher): Promise<boolean[]> {
  return (await ends(connection, 'wechat_users', ['phone', 'phone_lookup'])).flatMap((row) => {
    const phone = row.phone === null ? null : opened(cipher, 'wechat_users.phone', String(row.phone))
    return phone === null ? [] : [cipher.lookup('phone', phone) === row.phone_lookup]
  })
}
