import type { Readable } from 'node:stream'
import { labelOf } from '@talent/shared/dictionaries/index'
import { specialForms, type SpecialForm } from '@talent/shared/domain/special-forms'
import { trialSpan } from '@talent/shared/domain/trial-period'
import { createPdf, type Field, type Pdf, type SignatureBox } from '../../pdf/pdf'
import { chinaTime } from '../../platform'
import { newestOf, wordOf, type PrintedFiling } from './printed-filing'

interface Layout {
  subtitle: string
  fields(printed: PrintedFiling): { band: string; fields: Field[] }[]
  /** Each names the person: a row of boxes may come to stand on a page of its own. */
  signatures(who: string): SignatureBox[][]
}

const period = ({ trial }: PrintedFiling): string => {
  const span = trialSpan(trial.filing.segments)
  return span ? `${span.startDate} 至 ${span.endDate}（${trial.totalMonths} 个月）` : ''
}
const category = ({ trial }: PrintedFiling): string => labelOf('applyCategory', trial.filing.applyCategory) ?? trial.filing.applyCategory
const level = ({ trial }: PrintedFiling): string => labelOf('applyLevel', trial.filing.applyLevel) ?? trial.filing.applyLevel

/** WS101 of the ministry, in both languages: the order and the words of the old form. */
const internshipForm = (where: string): Layout => ({
  subtitle: 'Application Form For Medical Internship',
  fields: (printed) => {
    const { person, unit } = printed
    return [
      {
        band: '申请人 Applicant',
        fields: [
          { label: '姓名 Name', value: person.values.name },
          { label: '性别 Sex', value: wordOf(person, 'sex') },
          { label: where, value: person.values.country === '' ? '' : wordOf(person, 'country') },
          { label: '出生日期 Date of Birth', value: person.values.birthDate },
          { label: '有效身份证件 ID Document', value: wordOf(person, 'identityType') },
          { label: '证件号码 ID No.', value: person.values.identityNumber },
          { label: '通讯地址 Address', value: person.values.homeAddress, wide: true },
          { label: '联系电话 Tel', value: person.values.mobile },
          { label: '电子邮箱 E-mail', value: person.values.email },
        ],
      },
      {
        band: '学历 Education',
        fields: [
          { label: '学历 Degree', value: wordOf(person, 'education') },
          { label: '专业 Specialty', value: person.values.major },
          { label: '毕业学校 School', value: newestOf(person, 'education', 'school'), wide: true },
          { label: '入学时间 Date of Entry', value: newestOf(person, 'education', 'startDate') },
          { label: '毕业时间 Graduation', value: newestOf(person, 'education', 'graduationDate') },
          { label: '毕业证书编码 Certificate No.', value: newestOf(person, 'education', 'certificateNo'), wide: true },
        ],
      },
      {
        band: '申请实习 Internship',
        fields: [
          { label: '接受实习机构 Institute', value: unit.name, wide: true },
          { label: '岗位类别 Category', value: category(printed) },
          { label: '登记号 Registration No.', value: unit.licenseNo },
          { label: '实习期限 Duration', value: period(printed), wide: true },
        ],
      },
    ]
  },
  signatures: (who) => [
    [
      { title: '申请人 Applicant', statement: '以上内容属实。', signer: '申请人签字' },
      { title: '接受实习机构意见', statement: '同意接受该申请人在本机构实习。', seal: '（机构公章）', signer: '负责人签名' },
    ],
    [
      { title: '接受院校意见', statement: `申请人 ${who}`, seal: '（院校公章）', signer: '负责人签名' },
      { title: '省级卫生健康行政部门意见', statement: `申请人 ${who}`, seal: '（公章）', signer: '经办人签名' },
    ],
  ],
})

const schoolOrArmy: Layout = {
  subtitle: '高校在编教职人员和部队现役、文职人员参加医师资格考试用',
  fields: (printed) => {
    const { person, unit } = printed
    return [
      {
        band: '考生',
        fields: [
          { label: '姓名', value: person.values.name },
          { label: '性别', value: wordOf(person, 'sex') },
          { label: '出生日期', value: person.values.birthDate },
          { label: '身份证件', value: wordOf(person, 'identityType') },
          { label: '证件号', value: person.values.identityNumber, wide: true },
          { label: '学历', value: wordOf(person, 'education') },
          { label: '所学专业', value: person.values.major },
          { label: '毕业院校', value: newestOf(person, 'education', 'school') },
          { label: '毕业日期', value: newestOf(person, 'education', 'graduationDate') },
          { label: '手机号码', value: person.values.mobile },
          { label: '所在高校/部队', value: '' },
        ],
      },
      {
        band: '报考信息',
        fields: [
          { label: '申报级别', value: level(printed) },
          { label: '报考类别', value: category(printed) },
          { label: '试用机构', value: unit.name, wide: true },
          { label: '试用期', value: period(printed), wide: true },
        ],
      },
    ]
  },
  signatures: (who) => [
    [
      { title: '考生', statement: '以上内容属实。', signer: '考生签名' },
      { title: '试用机构意见', statement: '该考生在本机构的试用期属实。', seal: '（机构公章）', signer: '负责人签名' },
    ],
    [
      { title: '所在高校/部队意见', statement: `同意 ${who} 报考。`, seal: '（单位公章）', signer: '负责人签名' },
      { title: '考点意见', statement: `考生 ${who}`, seal: '（公章）', signer: '经办人签名' },
    ],
  ],
}

const layouts: Record<SpecialForm, { title: string; layout: Layout }> = {
  schoolOrArmy: { title: specialForms.schoolOrArmy.label, layout: schoolOrArmy },
  hongKongMacauTaiwan: { title: '台湾、香港、澳门居民参加国家医师资格考试实习申请审核表', layout: internshipForm('地区 Region') },
  foreign: { title: '外籍人员参加中国医师资格考试实习申请审核表', layout: internshipForm('国籍 Nationality') },
}

/** The form with what is on file; empty cells are filled in by hand before it is stamped and photographed. */
export function specialFormPdf(form: SpecialForm, printed: PrintedFiling, now: Date): Readable {
  const { title, layout } = layouts[form]
  const pdf: Pdf = createPdf({ title, footer: `湖北卫生人才　${chinaTime(now)} 打印`, now })
  pdf.title(title, `${printed.trial.filing.examYear} 年度　${layout.subtitle}`)
  for (const { band, fields } of layout.fields(printed)) {
    pdf.fields(fields, { columns: 4, band })
    pdf.space(8)
  }
  for (const boxes of layout.signatures(printed.person.values.name)) pdf.signatures(boxes)
  pdf.space(6)
  pdf.paragraph('空白处用黑色笔填写；签名、盖章后拍成照片，在试用期填报的“特殊附件”中上传。', { small: true })
  return pdf.finish()
}
