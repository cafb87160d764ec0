import type { AuditDetail } from '@talent/shared/contract/audit'
import { View } from '@tarojs/components'
import { tappable } from '../../../ui/a11y'
import { DateField } from '../../../ui/choice-field'
import { certifiableSpan, type Draft, ownStretches } from '@talent/shared/domain/audit-decision'

interface Props {
  detail: AuditDetail
  draft: Draft
  onChange: (dates: Partial<Draft>) => void
  wrong: (field: string) => string | null
}

/** What the unit certifies; the wheel offers only days from its first segment to its last. Of several stretches a tap fills in one. */
export function InternshipDates({ detail, draft, onChange, wrong }: Props) {
  const span = certifiableSpan(detail)
  const bounds = span ? { from: span.startDate, to: span.endDate } : {}
  const stretches = ownStretches(detail)
  return (
    <View>
      {stretches.length > 1 ? (
        <View className="phrases">
          {stretches.map(({ startDate, endDate }) => {
            const on = draft.internshipStart === startDate && draft.internshipEnd === endDate
            const words = `${startDate} 至 ${endDate}`
            return (
              <View
                key={startDate}
                className={`phrases__one${on ? ' phrases__one--on' : ''}`}
                {...tappable({ role: 'checkbox', label: words, checked: on, onTap: () => onChange({ internshipStart: startDate, internshipEnd: endDate }) })}
              >
                {words}
              </View>
            )
          })}
        </View>
      ) : null}
      <View className="dates">
        <View className="dates__one">
          <DateField label="实习开始日期" value={draft.internshipStart} {...bounds} error={wrong('internshipStart')} onChange={(internshipStart) => onChange({ internshipStart })} />
        </View>
        <View className="dates__one">
          <DateField label="实习结束日期" value={draft.internshipEnd} {...bounds} error={wrong('internshipEnd')} onChange={(internshipEnd) => onChange({ internshipEnd })} />
        </View>
      </View>
      <View className="dates__hint">{`本单位填报的试用期：${stretches.map(({ startDate, endDate }) => `${startDate} 至 ${endDate}`).join('、') || '没有'}`}</View>
    </View>
  )
}
