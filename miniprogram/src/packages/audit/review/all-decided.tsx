import { getAuditCounts } from '@talent/shared/contract/audit'
import { View } from '@tarojs/components'
import { useQuery } from '../../../api/use-query'
import { goBack } from '../../../platform/navigation'
import { PrimaryButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { lookOf, shownStates } from '../audit-states'

/** Nothing waits any more: what has come of all of it. */
export function AllDecided({ bindingId, note }: { bindingId: number; note: string | null }) {
  const desk = useQuery(getAuditCounts, { bindingId })
  return (
    <PageShell title="审核材料" query={desk} skeleton="detail" footer={() => <PrimaryButton onTap={goBack}>返回</PrimaryButton>}>
      {({ organizationName, businessName, examYear, counts }) => (
        <View>
          {note === null ? null : <Notice tone="ok">{note}</Notice>}
          <View className="all-decided">
            <View className="all-decided__title">没有待审核的申报了</View>
            <View className="all-decided__detail">
              {counts.deferred > 0 ? `还有 ${counts.deferred} 份暂不审核，核实后可在列表的“暂不审核”中再审。` : '有新的申报时，首页会提醒您。'}
            </View>
          </View>
          <Section title={`${examYear} 年度${businessName}`} note={organizationName}>
            {shownStates(counts).map((state) => (
              <FieldRow key={state} label={lookOf(state).label} value={`${counts[state]} 份`} />
            ))}
          </Section>
        </View>
      )}
    </PageShell>
  )
}
