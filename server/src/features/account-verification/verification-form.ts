import type { Readable } from 'node:stream'
import { labelOf } from '@talent/shared/dictionaries/index'
import type { AccountHolder } from '@talent/shared/domain/account-holder'
import { createPdf } from '../../pdf/pdf'
import { chinaTime } from '../../platform'
import { reviewerOf } from './verification.presenter'
import type { UnitRow } from './verifications.repository'

export interface FormContent {
  unit: UnitRow
  holder: AccountHolder
  /** When the data was saved: a later form has a later one. */
  savedAt: string
}

const title = '账号实名认证授权书'
const kinds: Record<string, string> = { province: '省级主管单位', city: '市（州）级主管单位', county: '县（区）级主管单位', institution: '机构' }
const categoryOf = ({ kind, category }: UnitRow): string | null => (category === null ? (kinds[kind] ?? null) : (labelOf('institutionCategory', category) ?? category))

function reviewerName(unit: UnitRow): string {
  const { kind, name } = reviewerOf(unit)
  return kind === 'own' ? '本单位总账号' : name
}

const authorization = ({ unit, holder }: FormContent): string => {
  const document = `${labelOf('identityType', holder.identityType) ?? '证件'}号：${holder.identityNumber}`
  const what = unit.account_kind === 'main' ? `办理本单位总账号 ${unit.username} 的实名认证，并授予其管理本单位账号的权限` : `使用本单位子账号 ${unit.username}，在本单位授予该账号的权限内办理业务`
  return `本单位同意授权 ${holder.name}（${document}）在湖北卫生人才平台${what}。本单位对授权的真实性负责；人员变动时，及时停用或变更账号。`
}

/** Printed, sealed by the unit and handed in: the proof behind a web account. */
export function verificationFormPdf(content: FormContent, now: Date): Readable {
  const { unit, holder } = content
  const pdf = createPdf({ title, footer: `湖北卫生人才　信息保存于 ${chinaTime(new Date(content.savedAt))}`, now })
  pdf.title(title)
  pdf.fields(
    [
      { label: '单位名称', value: unit.name, wide: true },
      { label: '统一社会信用代码', value: unit.credit_code },
      { label: '许可证号', value: unit.license_no },
      { label: '业务主管部门', value: unit.authority_name },
      { label: '单位类别', value: categoryOf(unit) },
    ],
    { columns: 4, band: '单位信息' },
  )
  pdf.space(12)
  pdf.fields(
    [
      { label: '账号', value: unit.username },
      { label: '账号类型', value: unit.account_kind === 'main' ? '总账号' : '子账号' },
      { label: '姓名', value: holder.name },
      { label: '手机号', value: holder.mobile },
      { label: '身份证件类别', value: labelOf('identityType', holder.identityType) ?? holder.identityType },
      { label: '证件号', value: holder.identityNumber },
    ],
    { columns: 4, band: '账号使用人' },
  )
  pdf.space(12)
  pdf.signatures([
    { title: '账号使用人', statement: '本人所填信息真实，妥善保管账号和密码，不转借他人使用，对使用该账号的操作负责。', signer: '账号使用人签名' },
    { title: '单位人事部门意见', statement: authorization(content), seal: '（单位盖章）', signer: '人事部门负责人签名' },
  ])
  pdf.space(12)
  pdf.paragraph(
    `说明：1. 请核对以上内容，空白的单位信息用黑色笔填写；打印后由账号使用人和人事部门负责人签名，并加盖印章。2. 拍照或扫描成 PDF，在“实名认证”页面的“审核材料”中上传，点击“提交证明材料”，由${reviewerName(unit)}审核。3. 如修改了以上信息，请重新下载、盖章。`,
    { small: true },
  )
  return pdf.finish()
}
