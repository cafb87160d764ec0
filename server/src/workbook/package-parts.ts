import { posix } from 'node:path'
import type { WorkbookLimits } from './limits'
import { WorkbookRejection } from './rejection'
import { attributes } from './xml-attributes'
import { XmlScanner, type XmlHandler } from './xml-scanner'
import { unescapeExcel } from './xml-text'
import type { ZipEntries } from './zip-entries'

export interface Relation {
  type: string
  /** The part's name inside the package, without a leading slash. */
  target: string
}

export interface SheetEntry {
  name: string
  hidden: boolean
  relationId: string
}

export interface WorkbookPart {
  sheets: SheetEntry[]
  from1904: boolean
}

/** Reads one small part to its end. */
export async function readPart(entries: ZipEntries, name: string, handler: XmlHandler, maxBytes: number): Promise<void> {
  const scanner = new XmlScanner(handler)
  for await (const piece of entries.text(name, maxBytes)) scanner.push(piece)
  scanner.end()
}

/** A handler that only looks at opening tags. */
export function onOpen(open: (name: string, attributes: Record<string, string>) => void, names: readonly string[]): XmlHandler {
  return {
    wantsText: false,
    open: (name, source, from, to) => {
      if (names.includes(name)) open(name, attributes(source, from, to))
    },
    close: () => {},
    text: () => {},
  }
}

/** Relations of a part by their id; targets may be absolute (`/xl/…`) or relative to the part's folder. */
export async function readRelations(entries: ZipEntries, part: string, limits: WorkbookLimits): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>()
  const folder = posix.dirname(part)
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  if (!entries.has(name)) return relations
  const take = (_: string, { Id, Type, Target, TargetMode }: Record<string, string>) => {
    if (Id === undefined || Target === undefined || TargetMode === 'External') return
    const target = Target.startsWith('/') ? posix.normalize(Target.slice(1)) : posix.join(folder, Target)
    relations.set(Id, { type: (Type ?? '').slice((Type ?? '').lastIndexOf('/') + 1), target })
  }
  await readPart(entries, name, onOpen(take, ['Relationship']), limits.smallPartBytes)
  return relations
}

export const relationOf = (relations: Map<string, Relation>, type: string): Relation | undefined =>
  [...relations.values()].find((relation) => relation.type === type)

/** Where the workbook is, after what can't be read has been named: macros, .xlsb, .ods, other Office files. */
export async function locateWorkbook(entries: ZipEntries, limits: WorkbookLimits): Promise<string> {
  if (entries.has('content.xml') && entries.has('META-INF/manifest.xml')) throw new WorkbookRejection('OPEN_DOCUMENT')
  const relation = relationOf(await readRelations(entries, '', limits), 'officeDocument')
  const part = relation?.target ?? 'xl/workbook.xml'
  if (part.endsWith('.bin')) throw new WorkbookRejection('BINARY_XLSB')
  if (/^(word|ppt)\//.test(part) || !entries.has(part)) {
    throw new WorkbookRejection(entries.has('[Content_Types].xml') && part.startsWith('xl/') ? 'MISSING_PART' : 'NOT_WORKBOOK')
  }
  if (await hasMacros(entries, limits)) throw new WorkbookRejection('MACRO')
  return part
}

async function hasMacros(entries: ZipEntries, limits: WorkbookLimits): Promise<boolean> {
  if (entries.has('xl/vbaProject.bin')) return true
  let found = false
  const look = (_: string, { ContentType }: Record<string, string>) => {
    if (/macroEnabled|vbaProject/i.test(ContentType ?? '')) found = true
  }
  if (entries.has('[Content_Types].xml')) {
    await readPart(entries, '[Content_Types].xml', onOpen(look, ['Default', 'Override']), limits.smallPartBytes)
  }
  return found
}

export async function readWorkbookPart(entries: ZipEntries, part: string, limits: WorkbookLimits): Promise<WorkbookPart> {
  const found: WorkbookPart = { sheets: [], from1904: false }
  const take = (name: string, a: Record<string, string>) => {
    if (name === 'workbookPr') found.from1904 = a.date1904 === '1' || a.date1904 === 'true'
    else found.sheets.push({ name: unescapeExcel(a.name ?? ''), hidden: a.state === 'hidden' || a.state === 'veryHidden', relationId: a.id ?? '' })
  }
  await readPart(entries, part, onOpen(take, ['workbookPr', 'sheet']), limits.smallPartBytes)
  return found
}

/** docProps/custom.xml: what the author of a template put into the file. */
export async function readCustomProperties(entries: ZipEntries, limits: WorkbookLimits): Promise<Map<string, string>> {
  const properties = new Map<string, string>()
  if (!entries.has('docProps/custom.xml')) return properties
  let name: string | undefined
  let value = ''
  const handler: XmlHandler = {
    wantsText: true,
    open: (element, source, from, to) => {
      if (element !== 'property') return
      name = attributes(source, from, to).name
      value = ''
    },
    text: (text) => {
      value += text
    },
    close: (element) => {
      if (element === 'property' && name !== undefined) properties.set(name, unescapeExcel(value.trim()))
    },
  }
  await readPart(entries, 'docProps/custom.xml', handler, limits.smallPartBytes)
  return properties
}
