import type { Connection } from '../../db/database'
import type { TemplateSpec } from '../../workbook/template-spec'
import { placesOf } from './import-context'
import { columnsOf, importKinds, type ImportKind } from './import-kinds'
import type { Importer } from './importer'
import type { NamedPlace } from './place-names'

/** The template of a kind with the institution's own departments, those the importer reaches, and its posts. */
export async function templateOf(connection: Connection, importer: Pick<Importer, 'scope' | 'organizationName'>, kind: ImportKind): Promise<TemplateSpec> {
  const { departments, posts } = await placesOf(connection, importer)
  const { title, version, instructions } = importKinds[kind]
  const lists = { department: labels(departments), post: labels(posts), postName: labels(posts), institutionName: [importer.organizationName] }
  return { kind, version, organizationId: String(importer.scope.organizationId), title, instructions, columns: columnsOf(kind, lists) }
}

const labels = (places: readonly NamedPlace[]): string[] => places.flatMap(({ names }) => names[0] ?? [])
