import type { Readable } from 'node:stream'
import { labelOf } from '@talent/shared/dictionaries/index'
import { createPdf } from '../../pdf/pdf'
import { chinaTime } from '../../platform'
import type { LibraryEntry } from '../institution/institution-library'

export interface FormPerson {
  name: string
  identityType: string
  identityNumber: string
  phone: string | null
}

const howTo = '填写说明：1. 请核对以上内容，打印后由申请人和单位负责人签名，并加盖单位公章。2. 用手机拍照或扫描成 PDF，在小程序“管理—单位人事账号管理”中上传。3. 空白处请用黑色笔填写。'

/** 单位人事账号申请表, to be printed, signed and sealed: the proof of an application. */
export function hrFormPdf(unit: LibraryEntry, person: FormPerson, now: Date): Readable {
  const pdf = createPdf({ title: '单位人事账号申请表', footer: `湖北卫生人才　${chinaTime(now)} 生成`, now })
  pdf.title('单位人事账号申请表')
  pdf.fields(
    [
      { label: '单位名称', value: unit.name, wide: true },
      { label: '统一社会信用代码', value: unit.creditCode },
      { label: '执业许可证号', value: unit.licenseNo },
      { label: '业务主管部门', value: unit.authorityName },
      { label: '单位类别', value: unit.category && (labelOf('institutionCategory', unit.category) ?? unit.category) },
      { label: '单位地址', value: unit.address, wide: true },
    ],
    { columns: 4, band: '单位信息' },
  )
  pdf.space(12)
  pdf.fields(
    [
      { label: '姓名', value: person.name },
      { label: '手机号', value: person.phone },
      { label: '证件类别', value: labelOf('identityType', person.identityType) ?? person.identityType },
      { label: '证件号', value: person.identityNumber },
      { label: '所在科室', value: null },
      { label: '职务', value: null },
    ],
    { columns: 4, band: '申请人' },
  )
  pdf.space(12)
  pdf.paragraph(`兹授权上述人员为${unit.name}的人事账号管理员，负责本单位人员信息、详细信息和试用期信息的填报与维护，以及本单位业务授权码的管理。本单位对填报内容的真实性负责；人员变动时，本单位将及时申请变更。`)
  pdf.space(4)
  pdf.signatures([
    { title: '申请人', statement: '本人承诺所填内容真实，妥善保管账号和密码，不转借他人使用。', signer: '申请人签名' },
    { title: '单位意见', statement: '同意授权。', seal: '（单位公章）', signer: '单位负责人签名' },
  ])
  pdf.space(12)
  pdf.paragraph(howTo, { small: true })
  return pdf.finish()
}
