import type { Readable } from 'node:stream'
import { submissionLink } from '@talent/shared/domain/submission-link'
import type { Application } from '@talent/shared/contract/candidate'
import { chinaTime } from '../../platform'
import { createPdf, type Picture } from '../../pdf/pdf'
import type { FilingContent } from '../trials/filing-content'

export interface FormContent {
  application: Application
  content: FilingContent
  confirmedAt: string
  /** 承诺书 as it was accepted. */
  declaration: string
  /** In the order of the content. */
  pictures: readonly Picture[]
  publicUrl: string
  now: Date
}

/** Wider values take a row of their own; a letter or digit is half as wide as a Chinese character. */
const wideFrom = 14
const widthIn = (text: string): number => Array.from(text).reduce((sum, c) => sum + (c > '\u2E80' ? 1 : 0.5), 0)

/** 申报材料 as the candidate confirmed it, in full, with the code by which the print can be checked. */
export function applicationFormPdf({ application, content, confirmedAt, declaration, pictures, publicUrl, now }: FormContent): Readable {
  const { examYear, examName, institutionName, submissionCode, timeline } = application
  const title = `${examYear} 年度${examName}申报材料`
  const pdf = createPdf({ title, footer: `${submissionCode ? `提交编码 ${submissionCode}　` : ''}${chinaTime(now)} 打印`, now })
  if (submissionCode) pdf.qrCode(submissionLink(publicUrl, submissionCode), { at: 'corner', caption: [submissionCode] })
  pdf.title(title, `${institutionName ?? '（已从原单位移除）'}　考生 ${chinaTime(new Date(confirmedAt))} 确认`)
  for (const section of content.sections) {
    const fields = section.fields.map(({ label, value }) => ({ label, value, wide: widthIn(value) >= wideFrom || widthIn(label) > 9 }))
    if (fields.length > 0) pdf.fields(fields, { columns: 4, band: section.title })
    pdf.space(10)
  }
  pdf.heading('审核进度')
  pdf.table(
    [
      { label: '时间', share: 3, value: ({ at }) => (at ? chinaTime(new Date(at)) : '') },
      { label: '事项', share: 4, value: (entry) => entry.title },
      { label: '意见', share: 6, value: (entry) => entry.remark },
    ],
    timeline.filter((entry) => entry.state !== 'next'),
  )
  if (declaration !== '') {
    pdf.heading('承诺书')
    pdf.paragraph(declaration)
  }
  pdf.space(8)
  pdf.signatures([{ title: '考生', statement: '以上内容由本人核对并确认无误。', signer: '考生签名' }, { title: '单位意见', seal: '（单位公章）', signer: '负责人签名' }])
  if (pictures.length > 0) {
    pdf.heading('附件')
    pdf.pictures(pictures, { columns: 2, height: 220 })
  }
  return pdf.finish()
}
