import type { Connection } from '../../db/database'
import type { TemplateSpec } from '../../workbook/template-spec'
import { placesOf } from './import-context'
import { columnsOf, importKinds, type ImportKind } from './import-kinds'
import type { Importer } from './importer'
import type { NamedPlace } from './place-names'

/** The template of a kind with the institution's own departments, those the importer reaches, and its posts. */
export async function templateOf(connection: Connection, importer: Pick<Importer, 'scope' | 'organizationName'>, kind: ImportKind): Promise<TemplateSpec> {
  const { departments, clinics, posts } = await placesOf(connection, importer)
  const { title, version, instructions } = importKinds[kind]
  const lists = { department: labels(departments), post: labels(posts), postName: labels(posts), institutionName: [importer.organizationName, ...labels(clinics)] }
  return { kind, version, organizationId: String(importer.scope.organizationId), title, instructions: [...instructions, ...(columnsHave(kind, 'institutionName') && clinics.length > 0 ? [forClinics] : [])], columns: columnsOf(kind, lists) }
}

const forClinics = '为村卫生室的人员填写时，机构名称可选本机构，也可选该人员所在的村卫生室。'
const columnsHave = (kind: ImportKind, key: string): boolean => importKinds[kind].fields.some((field) => field.key === key)
const labels = (places: readonly NamedPlace[]): string[] => places.flatMap(({ names }) => names[0] ?? [])
