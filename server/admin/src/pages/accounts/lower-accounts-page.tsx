import { listLowerAccounts, setInternetAccess, unlockLowerAccount } from '@talent/shared/contract/accounts'
import type { Output } from '@talent/shared/contract/endpoint'
import { App, Button } from 'antd'
import { problemText } from '../../api/problem-text'
import { useSession } from '../../api/session'
import { useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'
import { CountTabs } from '../../ui/count-tabs'
import { DataTable, type Column } from '../../ui/data-table'
import { FilterBar } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { RowActions } from '../../ui/row-actions'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { useUrlFilters } from '../../ui/use-url-filters'

type Row = Output<typeof listLowerAccounts>['items'][number]
type Shown = keyof Output<typeof listLowerAccounts>['counts']
const shownLabels: Record<Shown, string> = { all: '全部', locked: '已锁定', disabled: '停用' }
const emptyTexts: Record<Shown, { title: string; hint: string }> = {
  all: { title: '辖区内还没有总账号', hint: '机构的人事账号申请通过后，会列在这里。' },
  locked: { title: '没有被锁定的总账号', hint: '密码连续输错 5 次的账号锁定 30 分钟，这期间会列在这里。' },
  disabled: { title: '没有停用的总账号', hint: '停用的总账号会列在这里。' },
}

/** R20: the authority above unlocks main accounts at once. */
export function LowerAccountsPage() {
  const { can } = useSession()
  const { message, modal } = App.useApp()
  const filters = useUrlFilters({ keyword: '', state: 'all' }, { keep: 'lower-accounts' })
  const { keyword } = filters.values
  const shown = (['locked', 'disabled'] as const).find((one) => one === filters.values.state)
  const accounts = useEndpoint(
    listLowerAccounts,
    { keyword: keyword || undefined, state: shown, page: filters.page, pageSize: filters.pageSize },
    { keepPrevious: true },
  )
  const unlock = useEndpointMutation(unlockLowerAccount, { refreshes: [listLowerAccounts], onSuccess: (account) => void message.success(`已解锁 ${account.organizationName} 的总账号`) })
  const access = useEndpointMutation(setInternetAccess, {
    refreshes: [listLowerAccounts],
    onSuccess: ({ organizationName, internetAccess }) => void message.success(internetAccess ? `${organizationName} 可以通过互联网登录了` : `${organizationName} 只能通过卫生专网登录了`),
  })
  const confirm = useConfirm()
  const switchAccess = async (row: Row) => {
    const opening = row.internetAccess === false
    const agreed = await confirm({
      title: opening ? `为“${row.organizationName}”开通互联网访问？` : `关闭“${row.organizationName}”的互联网访问？`,
      content: opening ? '该机构的全部账号可以从卫生专网以外登录，立即生效。' : '该机构的全部账号只能从卫生专网登录，正在从互联网使用的立即退出。',
      action: opening ? '开通' : '关闭', danger: !opening,
    })
    if (agreed) access.mutate({ accountId: row.id, open: opening }, { onError: (error) => void modal.warning({ title: '没有完成', content: problemText(error), okText: '知道了' }) })
  }
  const open = (row: Row) => unlock.mutate({ accountId: row.id }, { onError: (error) => void modal.warning({ title: '没有完成', content: problemText(error), okText: '知道了' }) })
  const narrowing = { ...filters, active: keyword !== '', reset: () => filters.set({ keyword: '' }) }
  const tabs = (['all', 'locked', 'disabled'] as const).map((key) => ({ key, label: shownLabels[key], count: accounts.data?.counts[key] }))
  return (
    <ListPage
      header={<PageHeader title="下级机构账号" description="辖区内各机构和主管单位的总账号。密码输错被锁定的，可以立即解锁。" />}
      filters={<FilterBar fields={[{ kind: 'text', key: 'keyword', label: '单位或账号', placeholder: '可填一部分' }]} filters={narrowing} />}
      tabs={<CountTabs label="按账号状态" tabs={tabs} value={shown ?? 'all'} onChange={(state) => filters.set({ state })} />}
    >
      <DataTable
        listKey="lower-accounts"
        columns={columns(can('lowerAccount.write') ? { unlock: open, switchAccess } : null, accounts.data?.privateNetwork === true)}
        query={accounts}
        filters={narrowing}
        rowKey={(row) => row.id}
        empty={emptyTexts[shown ?? 'all']}
      />
    </ListPage>
  )
}

interface Deeds {
  unlock: (row: Row) => void
  switchAccess: (row: Row) => Promise<void>
}

const columns = (deeds: Deeds | null, twoWays: boolean): Column<Row>[] => [
  { key: 'organizationName', title: '单位', always: true, width: 240, render: (row) => row.organizationName },
  { key: 'username', title: '账号', width: 160, render: (row) => row.username },
  { key: 'state', title: '状态', width: 120, render: (row) => <State row={row} /> },
  ...(twoWays ? [{ key: 'internetAccess', title: '互联网访问', width: 110, render: (row: Row) => <InternetAccess row={row} /> }] : []),
  { key: 'lastSignInAt', title: '上次登录', render: (row) => (row.lastSignInAt ? timeText(row.lastSignInAt) : '从未登录') },
  ...(deeds ? [{ key: 'actions', title: '操作', always: true, width: twoWays ? 176 : 96, render: (row: Row) => <Actions row={row} deeds={deeds} twoWays={twoWays} /> }] : []),
]

function Actions({ row, deeds, twoWays }: { row: Row; deeds: Deeds; twoWays: boolean }) {
  return (
    <RowActions>
      {row.lockedUntil && (
        <Button type="link" size="small" aria-label={`解锁${row.organizationName}的总账号`} onClick={() => deeds.unlock(row)}>
          解锁
        </Button>
      )}
      {twoWays && row.internetAccess !== null && (
        <Button type="link" size="small" aria-label={`${row.internetAccess ? '关闭' : '开通'}${row.organizationName}的互联网访问`} onClick={() => void deeds.switchAccess(row)}>
          {row.internetAccess ? '关闭互联网' : '开通互联网'}
        </Button>
      )}
    </RowActions>
  )
}

function InternetAccess({ row }: { row: Row }) {
  if (row.internetAccess === null) return '—'
  return row.internetAccess ? <StateTag tone="ok">已开通</StateTag> : <StateTag tone="neutral">仅专网</StateTag>
}

function State({ row }: { row: Row }) {
  if (row.lockedUntil) return <StateTag tone="stop">{`锁定至 ${timeText(row.lockedUntil).slice(11)}`}</StateTag>
  return row.state === 'disabled' ? <StateTag tone="neutral">停用</StateTag> : <StateTag tone="ok">正常</StateTag>
}
