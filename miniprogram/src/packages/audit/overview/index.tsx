import { getAuditCounts } from '@talent/shared/contract/audit'
import type { Output } from '@talent/shared/contract/endpoint'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { useKnownMe } from '../../../api/use-me'
import { useReadPictures } from '../../../api/use-picture'
import { useQuery } from '../../../api/use-query'
import { openPage, openTab, pageId } from '../../../platform/navigation'
import { auditPaths } from '../../../platform/page-paths'
import { LinkButton, PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Counts } from '../../../ui/counts'
import { Empty, type EmptyProps } from '../../../ui/empty'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { TextField } from '../../../ui/text-field'
import { lookOf, shownStates } from '../audit-states'
import { EndedRight, isEndedRight } from '../ended-right'
import { filterWords, givenOf, noFilters } from '../filters'
import { keepView, keepYear, type ListView, recallView, recallYear, type Tab } from '../list-memory'
import { readSearch } from '../read-search'
import { useAuditList } from '../use-audit-list'
import { AuditRows } from './audit-rows'
import { FilterSheet } from './filter-sheet'
import './index.scss'

type Desk = Output<typeof getAuditCounts>
type Counted = Desk['counts']

export default function AuditOverview() {
  const [bindingId] = useState(() => pageId('bindingId'))
  if (bindingId !== null) return <Overview bindingId={bindingId} />
  return (
    <PageShell title="审核">
      <Empty title="请先选择业务" detail="在“管理”中选择要审核的单位和业务。">
        <PrimaryButton onTap={() => openTab('/pages/manage/index')}>去管理</PrimaryButton>
      </Empty>
    </PageShell>
  )
}

function Overview({ bindingId }: { bindingId: number }) {
  // Null: the year that the server opens with.
  const [year, setYear] = useState(() => pageId('examYear') ?? recallYear(bindingId))
  const desk = useQuery(getAuditCounts, { bindingId, ...(year === null ? {} : { examYear: year }) }, { keepPrevious: true })
  // What was looked at stays while one goes to and fro between the list and the files.
  useReadPictures()
  const choose = (chosen: number) => {
    keepYear(bindingId, chosen)
    setYear(chosen)
  }
  if (desk.status === 'error' && isEndedRight(desk.problem)) return <EndedRight title="审核" problem={desk.problem} />
  return (
    <PageShell
      title="审核"
      query={desk}
      footer={({ counts, examYear }) => (counts.pending > 0 ? <PrimaryButton onTap={() => openPage(auditPaths.review, { bindingId, examYear })}>开始审核</PrimaryButton> : null)}
    >
      {({ organizationName, businessName, examYear, counts, years }) => (
        <View>
          <View className="desk__business">{`${examYear} 年度${businessName}`}</View>
          <View className="desk__unit">{organizationName}</View>
          <Years years={years} examYear={examYear} onChange={choose} />
          <Applications key={examYear} bindingId={bindingId} examYear={examYear} unitName={organizationName} counts={counts} />
        </View>
      )}
    </PageShell>
  )
}

/** Next year's files come while this year's go on; of one year alone there is nothing to choose. */
function Years({ years, examYear, onChange }: { years: Desk['years']; examYear: number; onChange: (year: number) => void }) {
  const shown = years.some((one) => one.examYear === examYear) ? years : [{ examYear, pending: 0 }, ...years]
  if (shown.length < 2) return null
  return (
    <Counts
      label="报名年度"
      items={shown.map((one) => ({ value: String(one.examYear), label: `${one.examYear} 年度${one.pending > 0 ? '，待审核' : ''}`, ...(one.pending > 0 ? { count: one.pending } : {}) }))}
      value={String(examYear)}
      onChange={(value) => onChange(Number(value))}
    />
  )
}

const tabsOf = (counts: Counted): { value: Tab; label: string; count?: number }[] => [
  ...shownStates(counts).map((state) => ({ value: state, label: lookOf(state).label, count: counts[state] })),
  { value: 'all', label: '全部' },
]

/** The list under a tab, a search and filters; it is found again as it was left. */
function Applications({ bindingId, examYear, unitName, counts }: { bindingId: number; examYear: number; unitName: string; counts: Counted }) {
  const [view, setView] = useState<ListView>(() => recallView(bindingId))
  const [typed, setTyped] = useState(view.searched)
  const [filtering, setFiltering] = useState(false)
  const businessCode = useKnownMe()?.managerBindings.find((binding) => binding.bindingId === bindingId)?.businessCode ?? null
  useEffect(() => keepView(bindingId, view), [bindingId, view])

  const { tab, searched, filters } = view
  const { search, problem } = readSearch(searched)
  const pages = useAuditList(bindingId, { examYear, ...(tab === 'all' ? {} : { state: tab }), ...search, ...givenOf(filters) })
  const clear = () => {
    setTyped('')
    setView({ tab, searched: '', filters: noFilters })
  }
  const words = [searched.trim() === '' ? '' : `“${searched.trim()}”`, filterWords(filters)].filter((word) => word !== '').join('，')
  return (
    <View>
      <TextField
        label="姓名或证件号"
        value={typed}
        onChange={setTyped}
        onConfirm={() => setView({ ...view, searched: typed })}
        placeholder="号码可只填后四位"
        maxLength={40}
        error={problem}
        trailing={
          <View className="desk__search">
            <SecondaryButton onTap={() => setView({ ...view, searched: typed })}>查找</SecondaryButton>
            <SecondaryButton onTap={() => setFiltering(true)}>筛选</SecondaryButton>
          </View>
        }
      />
      <Counts items={tabsOf(counts)} value={tab} onChange={(next) => setView({ ...view, tab: next })} />
      {words === '' ? null : <Notice tone="neutral" action={{ text: '清除', onTap: clear }}>{`正在查看：${words}`}</Notice>}
      <AuditRows
        bindingId={bindingId}
        examYear={examYear}
        unitName={unitName}
        pages={pages}
        empty={words === '' ? emptyTab(tab) : { title: '没有找到', detail: '请换一个姓名或证件号，或者清除条件后查看全部。', children: <LinkButton onTap={clear}>清除条件</LinkButton> }}
      />
      <FilterSheet
        open={filtering}
        businessCode={businessCode}
        filters={filters}
        onClose={() => setFiltering(false)}
        onApply={(chosen) => {
          // 未提交 and 已移除 have their own states; under 待审核 one would look in vain.
          setView({ ...view, filters: chosen, tab: chosen.submission === 'draft' || chosen.submission === 'detached' ? 'all' : tab })
          setFiltering(false)
        }}
      />
    </View>
  )
}

function emptyTab(tab: Tab): EmptyProps {
  if (tab === 'pending') return { title: '没有待审核的申报', detail: '考生确认信息后，申报会出现在这里，首页也会提醒您。' }
  if (tab === 'all') return { title: '还没有申报', detail: '本年度还没有申报到达您这一级。考生确认信息后会出现在这里。' }
  return { title: `没有“${lookOf(tab).label}”的申报`, detail: '可在上方选择其他状态查看。' }
}
