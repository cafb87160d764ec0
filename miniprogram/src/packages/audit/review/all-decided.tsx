import { getAuditCounts } from '@talent/shared/contract/audit'
import type { Output } from '@talent/shared/contract/endpoint'
import { View } from '@tarojs/components'
import { useQuery } from '../../../api/use-query'
import { goBack } from '../../../platform/navigation'
import { PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { lookOf, shownStates } from '../audit-states'

type Desk = Output<typeof getAuditCounts>

/** Of another year, or meanwhile of this one, something may wait: the year whose time runs out first. */
const yearThatWaits = ({ years }: Desk): Desk['years'][number] | null => years.filter(({ pending }) => pending > 0).at(-1) ?? null

interface Props {
  bindingId: number
  examYear: number | null
  note: string | null
  /** To what waits. */
  onAnother: (examYear: number) => void
}

/** Nothing waits any more: what has come of all of it. */
export function AllDecided({ bindingId, examYear: asked, note, onAnother }: Props) {
  const desk = useQuery(getAuditCounts, { bindingId, ...(asked === null ? {} : { examYear: asked }) })
  return (
    <PageShell title="审核材料" query={desk} skeleton="detail" footer={(data) => <Footer waiting={yearThatWaits(data)} onAnother={onAnother} />}>
      {({ organizationName, businessName, examYear, counts, years }) => (
        <View>
          {note === null ? null : <Notice tone="ok">{note}</Notice>}
          <View className="all-decided">
            <View className="all-decided__title">{years.length > 1 ? `${examYear} 年度没有待审核的申报了` : '没有待审核的申报了'}</View>
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

function Footer({ waiting, onAnother }: { waiting: Desk['years'][number] | null; onAnother: (examYear: number) => void }) {
  if (waiting === null) return <PrimaryButton onTap={goBack}>返回</PrimaryButton>
  return (
    <>
      <PrimaryButton onTap={() => onAnother(waiting.examYear)}>{`审核 ${waiting.examYear} 年度（${waiting.pending} 份）`}</PrimaryButton>
      <SecondaryButton onTap={goBack}>返回</SecondaryButton>
    </>
  )
}
