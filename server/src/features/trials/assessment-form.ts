import type { Readable } from 'node:stream'
import { labelOf } from '@talent/shared/dictionaries/index'
import { submissionLink } from '@talent/shared/domain/submission-link'
import type { TrialSegment } from '@talent/shared/domain/trial-segments'
import { createPdf, type Field, type Pdf, type SignatureBox } from '../../pdf/pdf'
import { chinaTime } from '../../platform'
import { placeOf } from './filing-content'
import { newestOf, wordOf, type PrintedFiling } from './printed-filing'

const word = (dictionary: 'applyLevel' | 'applyCategory' | 'evaluation' | 'opinion', code: string): string => labelOf(dictionary, code) ?? code
const yesNo = (value: boolean | undefined): string => (value ? '是' : '否')

/** 试用期考核表: certified by signature and seal, one after the other for several people. */
export function assessmentFormPdf(filings: readonly PrintedFiling[], { publicUrl, now }: { publicUrl: string; now: Date }): Readable {
  const pdf = createPdf({ title: '试用期考核表', footer: `湖北卫生人才　${chinaTime(now)} 打印`, now })
  filings.forEach((printed, index) => {
    if (index > 0) pdf.newPage()
    drawAssessment(pdf, printed, publicUrl)
  })
  return pdf.finish()
}

function drawAssessment(pdf: Pdf, { trial, person, unit, submissionCode }: PrintedFiling, publicUrl: string): void {
  const { filing } = trial
  if (submissionCode) pdf.qrCode(submissionLink(publicUrl, submissionCode), { at: 'corner', caption: [submissionCode] })
  const period = filing.assistantUpgrade ? '执业期' : '试用期'
  pdf.title(`医师资格考试${period}考核表`, `${filing.examYear} 年度　${unit.name}`)
  pdf.fields(
    [
      { label: '姓名', value: person.values.name },
      { label: '性别', value: wordOf(person, 'sex') },
      { label: '出生日期', value: person.values.birthDate },
      { label: '身份证件', value: wordOf(person, 'identityType') },
      { label: '证件号', value: person.values.identityNumber, wide: true },
      { label: '学历', value: wordOf(person, 'education') },
      { label: '所学专业', value: person.values.major },
      { label: '毕业院校', value: newestOf(person, 'education', 'school') },
      { label: '毕业日期', value: newestOf(person, 'education', 'graduationDate') },
    ],
    { columns: 4, band: '考生' },
  )
  pdf.space(8)
  pdf.fields(unitFields(trial.filing, person, unit), { columns: 4, band: '试用机构和报考信息' })
  pdf.space(8)
  pdf.heading(`${period}工作情况：共 ${filing.segments.length} 段，合计 ${trial.totalMonths} 个月`)
  pdf.table<TrialSegment>(
    [
      // In points, as wide as the longest value: a date or a number never breaks.
      { label: '段', share: 28, align: 'center', value: (_segment, index) => String(index + 1) },
      { label: '机构名称', share: 92, value: (segment) => placeOf(segment, person.clinic) },
      { label: '开始日期', share: 66, align: 'center', value: ({ startDate }) => startDate },
      { label: '结束日期', share: 66, align: 'center', value: ({ endDate }) => endDate },
      { label: '带教老师', share: 50, value: ({ supervisorName }) => supervisorName },
      { label: '执业证书编码', share: 93, value: ({ supervisorCertificateNo }) => supervisorCertificateNo },
      { label: '评价', share: 36, align: 'center', value: ({ supervisorEvaluation }) => word('evaluation', supervisorEvaluation) },
      { label: '老师签名', share: 60, value: () => null },
    ],
    filing.segments,
  )
  pdf.space(8)
  pdf.signatures([
    { title: '考生', statement: '以上试用期工作情况属实。', signer: '考生签名' },
    { title: `工作机构考核意见：${word('opinion', filing.institutionOpinion)}`, statement: `经考核，该考生在本机构${period}间的工作情况属实。`, seal: '（机构公章）', signer: '机构负责人签名' },
  ])
  for (const pair of pairsOf(otherUnits(filing.segments, person.values.name, period))) pdf.signatures(pair)
  pdf.space(8)
  pdf.paragraph('说明：带教老师在表中签名，机构负责人签名并加盖机构公章；在其他机构有试用期的，由该机构分别签名、盖章。填报内容修改后，请重新打印。', { small: true })
}

function unitFields(filing: PrintedFiling['trial']['filing'], { values, clinic }: PrintedFiling['person'], unit: PrintedFiling['unit']): Field[] {
  return [
    { label: '机构名称', value: unit.name, wide: true },
    ...(clinic === null ? [] : [{ label: '工作地点', value: `${clinic}（村卫生室）`, wide: true }]),
    { label: '信用代码', value: unit.creditCode },
    { label: '登记号', value: unit.licenseNo },
    { label: '科室', value: values.department },
    { label: '岗位', value: filing.postName ?? '' },
    { label: '申报级别', value: word('applyLevel', filing.applyLevel) },
    { label: '报考类别', value: word('applyCategory', filing.applyCategory) },
    { label: '是否应届生', value: yesNo(filing.freshGraduate) },
    { label: '高校/部队考生', value: yesNo(filing.schoolOrArmy) },
    ...(filing.assistantUpgrade ? [{ label: '助理资格证号', value: filing.assistantQualificationNo ?? '', wide: true }, { label: '助理执业证号', value: filing.assistantPractisingNo ?? '', wide: true }] : []),
  ]
}

/** Every other unit once, with all its stretches. */
function otherUnits(segments: readonly TrialSegment[], name: string, period: string): SignatureBox[] {
  const names = [...new Set(segments.filter(({ own }) => !own).map(({ unitName }) => unitName))]
  return names.map((unit) => {
    const dates = segments.filter((segment) => !segment.own && segment.unitName === unit).map(({ startDate, endDate }) => `${startDate} 至 ${endDate}`)
    return { title: `${unit}意见`, statement: `考生 ${name} ${dates.join('、')} 在本机构的${period}属实，考核（□ 合格　□ 不合格）。`, seal: '（机构公章）', signer: '机构负责人签名' }
  })
}

const pairsOf = <T>(list: readonly T[]): T[][] => Array.from({ length: Math.ceil(list.length / 2) }, (_, row) => list.slice(row * 2, row * 2 + 2))
