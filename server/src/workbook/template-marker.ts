import type { Issue } from '@talent/shared/domain/issue'
import type { Workbook } from './read-workbook'
import { DICTIONARY_SHEET, MARKER_PROPERTIES, MARKER_WORD, type TemplateMarker } from './template-spec'

const MARKER_ROWS = 4

/** Which template a workbook was made from; undefined when it was not made from one, or everything was stripped. */
export async function readTemplateMarker(workbook: Workbook): Promise<TemplateMarker | undefined> {
  const { properties } = workbook
  const fromProperties = markerOf(properties.get(MARKER_PROPERTIES.kind), properties.get(MARKER_PROPERTIES.version), properties.get(MARKER_PROPERTIES.organizationId))
  return fromProperties ?? markerOfHiddenSheet(workbook)
}

async function markerOfHiddenSheet(workbook: Workbook): Promise<TemplateMarker | undefined> {
  // A person may have unhidden it.
  if (![...workbook.hiddenSheetNames, ...workbook.sheetNames].includes(DICTIONARY_SHEET)) return undefined
  for await (const rows of workbook.rows(DICTIONARY_SHEET, MARKER_ROWS)) {
    const [word, ...values] = rows.slice(0, MARKER_ROWS).map((row) => row.cells[0]?.text)
    return word === MARKER_WORD ? markerOf(...values) : undefined
  }
  return undefined
}

function markerOf(kind?: string, version?: string, organizationId?: string): TemplateMarker | undefined {
  if (kind === undefined || version === undefined || organizationId === undefined) return undefined
  return Number.isInteger(Number(version)) ? { kind, version: Number(version), organizationId } : undefined
}

/** Why a file may not be imported here, by its marker. `kindNames` are the Chinese names of the kinds of templates. */
export function checkTemplateMarker(marker: TemplateMarker | undefined, expected: TemplateMarker, kindNames: Readonly<Record<string, string>> = {}): Issue[] {
  const refuse = (code: string, message: string): Issue[] => [{ path: [], code, message }]
  if (!marker) return refuse('TEMPLATE_UNMARKED', '这不是从本系统下载的模板，请下载当前模板，把内容填入模板后再上传')
  if (marker.kind !== expected.kind) {
    const name = (kind: string) => `“${kindNames[kind] ?? kind}”`
    return refuse('TEMPLATE_WRONG_KIND', `这是${name(marker.kind)}的模板，这里要用${name(expected.kind)}的模板，请换一个文件或到对应页面上传`)
  }
  if (marker.organizationId !== expected.organizationId) return refuse('TEMPLATE_OTHER_ORGANIZATION', '这是其他单位的模板，请用本单位账号下载模板，把内容填入模板后再上传')
  if (marker.version < expected.version) {
    return refuse('TEMPLATE_OLD', `模板版本过旧（第 ${marker.version} 版，现为第 ${expected.version} 版），请下载当前模板，把内容填入模板后再上传`)
  }
  if (marker.version > expected.version) return refuse('TEMPLATE_NEWER', '模板版本与系统不一致，请重新下载当前模板，把内容填入模板后再上传')
  return []
}
