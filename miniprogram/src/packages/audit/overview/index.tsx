import { type AuditCounts, getAuditCounts } from '@talent/shared/contract/audit'
import type { z } from '@talent/shared/zod'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useKnownMe } from '../../../api/use-me'
import { useQuery } from '../../../api/use-query'
import { openPage, openTab, pageId } from '../../../platform/navigation'
import { LinkButton, PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Counts } from '../../../ui/counts'
import { Empty, type EmptyProps } from '../../../ui/empty'
import { InfiniteList } from '../../../ui/infinite-list'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { TextField } from '../../../ui/text-field'
import { type CountedState, countedStates, lookOf } from '../audit-states'
import { auditPaths } from '../../../platform/page-paths'
import { readSearch } from '../read-search'
import { type AuditFilter, useAuditList } from '../use-audit-list'
import { AuditRowCard } from './audit-row-card'
import { type Filters, FilterSheet, filterWords, noFilters } from './filter-sheet'
import './index.scss'

type Counted = z.output<typeof AuditCounts>
type Tab = CountedState | 'all'

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
  const desk = useQuery(getAuditCounts, { bindingId })
  const startReview = () => openPage(auditPaths.review, { bindingId })
  return (
    <PageShell
      title="审核"
      query={desk}
      footer={({ counts }) => (counts.pending > 0 ? <PrimaryButton onTap={startReview}>开始审核</PrimaryButton> : null)}
    >
      {({ organizationName, businessName, examYear, counts }) => (
        <View>
          <View className="desk__business">{`${examYear} 年度${businessName}`}</View>
          <View className="desk__unit">{organizationName}</View>
          <Applications bindingId={bindingId} counts={counts} />
        </View>
      )}
    </PageShell>
  )
}

const tabsOf = (counts: Counted): { value: Tab; label: string; count?: number }[] => [
  ...countedStates.map((state) => ({ value: state, label: lookOf(state).label, count: counts[state] })),
  { value: 'all', label: '全部' },
]

/** The list under a tab, a search and filters. */
function Applications({ bindingId, counts }: { bindingId: number; counts: Counted }) {
  const [tab, setTab] = useState<Tab>('pending')
  const [typed, setTyped] = useState('')
  const [searched, setSearched] = useState('')
  const [filters, setFilters] = useState(noFilters)
  const [filtering, setFiltering] = useState(false)
  const businessCode = useKnownMe()?.managerBindings.find((binding) => binding.bindingId === bindingId)?.businessCode ?? null

  const { search, problem } = readSearch(searched)
  const pages = useAuditList(bindingId, { ...(tab === 'all' ? {} : { state: tab }), ...search, ...given(filters) })
  const clear = () => {
    setTyped('')
    setSearched('')
    setFilters(noFilters)
  }
  const words = [searched.trim() === '' ? '' : `“${searched.trim()}”`, filterWords(filters)].filter((word) => word !== '').join('，')
  return (
    <View>
      <TextField
        label="姓名或证件号"
        value={typed}
        onChange={setTyped}
        onConfirm={() => setSearched(typed)}
        placeholder="号码可只填后四位"
        maxLength={40}
        error={problem}
        trailing={
          <View className="desk__search">
            <SecondaryButton onTap={() => setSearched(typed)}>查找</SecondaryButton>
            <SecondaryButton onTap={() => setFiltering(true)}>筛选</SecondaryButton>
          </View>
        }
      />
      <Counts items={tabsOf(counts)} value={tab} onChange={setTab} />
      {words === '' ? null : <Notice tone="neutral" action={{ text: '清除', onTap: clear }}>{`正在查看：${words}`}</Notice>}
      <InfiniteList
        pages={pages}
        keyOf={(row) => row.id}
        render={(row) => <AuditRowCard bindingId={bindingId} row={row} />}
        empty={words === '' ? emptyTab(tab) : { title: '没有找到', detail: '请换一个姓名或证件号，或者清除条件后查看全部。', children: <LinkButton onTap={clear}>清除条件</LinkButton> }}
      />
      <FilterSheet
        open={filtering}
        businessCode={businessCode}
        filters={filters}
        onClose={() => setFiltering(false)}
        onApply={(chosen) => {
          setFilters(chosen)
          setFiltering(false)
        }}
      />
    </View>
  )
}

const given = ({ applyLevel, applyCategory }: Filters): AuditFilter => ({ ...(applyLevel ? { applyLevel } : {}), ...(applyCategory ? { applyCategory } : {}) })

function emptyTab(tab: Tab): EmptyProps {
  if (tab === 'pending') return { title: '没有待审核的申报', detail: '考生确认信息后，申报会出现在这里，首页也会提醒您。' }
  if (tab === 'all') return { title: '还没有申报', detail: '本年度还没有申报到达您这一级。考生确认信息后会出现在这里。' }
  return { title: `没有“${lookOf(tab).label}”的申报`, detail: '可在上方选择其他状态查看。' }
}
