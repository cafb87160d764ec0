import type { Readable } from 'node:stream'
import { chinaTime } from '../../platform'
import { createPdf } from '../../pdf/pdf'
import type { HeldPart } from './held-data'

const kept = '文件中的信息包含完整的证件号和手机号，请妥善保管，不要转发给他人。账号的操作日志依法保存不少于六个月，不在本文件中，可向考试管理机构申请查阅。'

/** To read, and inside it the same as JSON for programs; a part without records says that there is nothing. */
export function exportDocument(parts: readonly HeldPart[], now: Date): Readable {
  const pdf = createPdf({ title: '我的信息', now })
  pdf.title('我的信息', `湖北卫生人才 · ${chinaTime(now)} 导出`)
  pdf.paragraph(kept, { small: true })
  for (const { title, records } of parts) {
    if (records.length === 0) {
      pdf.heading(title)
      pdf.paragraph('没有记录', { small: true })
    }
    records.forEach((record, index) => {
      pdf.fields(record.map((field) => ({ ...field, wide: field.value.length > 18 })), { columns: 4, band: records.length > 1 ? `${title}（${index + 1}/${records.length}）` : title })
      pdf.space(6)
    })
  }
  pdf.attach('我的信息.json', 'application/json', Buffer.from(JSON.stringify(asData(parts, now), null, 2)))
  return pdf.finish()
}

/** Labels are the keys: the file is for the person, and for whoever the person takes it to. */
const asData = (parts: readonly HeldPart[], now: Date) => ({
  exportedAt: now.toISOString(),
  parts: parts.map(({ title, records }) => ({ title, records: records.map((record) => Object.fromEntries(record.map(({ label, value }) => [label, value]))) })),
})
