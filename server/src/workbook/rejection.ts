/**
 * Why a whole file is refused. Programs branch on the code; the message is what a person reads and says what to do
 * (spec/rules.md "Files", R12).
 */
export const rejections = {
  EMPTY_FILE: '文件是空的，请重新选择填好的 .xlsx 文件',
  FILE_TOO_LARGE: '文件太大，请拆分成几个文件分别上传',
  OLD_XLS: '这是旧版 .xls 文件，请用 Excel 或 WPS 打开后“另存为”.xlsx 再上传',
  ENCRYPTED: '文件设了密码，请先去掉密码再上传（文件 → 信息 → 保护工作簿 → 用密码进行加密，清空密码后保存）',
  BINARY_XLSB: '这是 .xlsb 文件，请用 Excel 或 WPS 打开后“另存为”.xlsx 再上传',
  OPEN_DOCUMENT: '这是 .ods 表格，请打开后“另存为”.xlsx 再上传',
  MACRO: '文件带有宏，请“另存为”不含宏的 .xlsx 再上传',
  CSV_OR_TEXT: '这是 CSV 或文本文件，请下载模板，把内容填入模板后上传 .xlsx',
  WEB_PAGE: '这是网页格式的表格，请用 Excel 或 WPS 打开后“另存为”.xlsx 再上传',
  NOT_WORKBOOK: '这不是 Excel 工作簿，请上传 .xlsx 文件',
  TRUNCATED: '文件不完整，可能没有传完或没有保存好，请重新保存后再上传',
  CORRUPT: '文件内容已损坏，请用 Excel 或 WPS 打开后重新保存再上传',
  MISSING_PART: '工作簿缺少必要的内容，请用 Excel 或 WPS 打开后重新保存再上传',
  FORBIDDEN_XML: '文件含有不允许的内容（DTD 或实体声明），请用 Excel 或 WPS 重新保存后再上传',
  EXPANDS_TOO_MUCH: '文件展开后太大，请删除多余的工作表、空行和格式后再上传，或拆分成几个文件',
  TOO_MANY_PARTS: '工作簿里的内容太多，请只保留要导入的工作表后再上传',
  TOO_MANY_ROWS: '数据行太多，请拆分成几个文件分别上传',
  TOO_MANY_COLUMNS: '数据列太多，请使用下载的模板，不要在模板右侧添加内容',
  CELL_TOO_LONG: '有单元格的内容太长，请缩短后再上传',
  NO_SHEET: '没有找到要读取的工作表，请使用下载的模板',
} as const

export type WorkbookRejectionCode = keyof typeof rejections

export class WorkbookRejection extends Error {
  constructor(
    readonly code: WorkbookRejectionCode,
    message: string = rejections[code],
  ) {
    super(message)
    this.name = 'WorkbookRejection'
  }
}
