import { getStaffingPlan, saveStaffingPlan, StaffingPlan } from '@talent/shared/contract/staffing-quotas'
import { getTodos } from '@talent/shared/contract/organization'
import { labelOf } from '@talent/shared/dictionaries/index'
import { checkStaffingDivision, staffingTypes, sumOfStaffing } from '@talent/shared/domain/staffing-quota'
import { Alert, App, Button, Skeleton } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { StaleDialog, type StaleField } from '../../api/stale-dialog'
import { staleRecord } from '../../api/stale-record'
import { useEndpoint, useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { useUnsavedGuard } from '../../layout/use-unsaved-guard'
import { EmptyState } from '../../ui/empty-state'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { numberOf, staffingRows, totalsOf, withNumber, type Draft } from './staffing-rows'
import { StaffingTable } from './staffing-table'
import { StaffingTotals } from './staffing-totals'
import styles from './staffing.module.css'

/** R8: what the authority gave, divided over the departments. */
export function StaffingPlanPage() {
  const plan = useEndpoint(getStaffingPlan, {})
  return (
    <ListPage header={<PageHeader title="机构编制管理" actions={<LogLink />} />}>
      {plan.error && <ProblemAlert error={plan.error} retry={() => void plan.refetch()} />}
      {plan.isPending && !plan.error && <Skeleton active={false} title={false} paragraph={{ rows: 8 }} />}
      {/* What somebody else saved meanwhile is another plan; what was typed goes on over it. */}
      {plan.data && <Plan plan={plan.data} />}
    </ListPage>
  )
}

function Plan({ plan }: { plan: StaffingPlan }) {
  const { can } = useSession()
  const { message } = App.useApp()
  const refresh = useRefresh()
  const [draft, setDraft] = useState<Draft>(new Map())
  const save = useEndpointMutation(saveStaffingPlan, {
    refreshes: [getStaffingPlan, getTodos],
    onSuccess: () => {
      setDraft(new Map())
      void message.success('已保存科室编制')
    },
  })
  useUnsavedGuard(draft.size > 0)
  const writable = can('staffingQuota.write') && plan.given !== null
  const send = (version: number) => save.mutate({ version, departments: [...draft].map(([departmentId, numbers]) => ({ departmentId, numbers })) })
  const change = (departmentId: number, type: string, number: number) => {
    const department = plan.departments.find((one) => one.departmentId === departmentId)
    if (department) setDraft((old) => withNumber(old, department, type, number))
  }
  const stale = staleRecord(save.error, StaffingPlan)

  if (plan.departments.length === 0) {
    return <EmptyState title="还没有科室" hint="请先在“部门管理”中建立科室，再分配编制。" action={can('department.read') && <Link to="/departments">到部门管理</Link>} />
  }
  const divided = sumOfStaffing(plan.departments.map(({ departmentId, numbers }) => draft.get(departmentId) ?? numbers))
  const exceeded = plan.given ? checkStaffingDivision(plan.given, divided) : []
  return (
    <>
      <Notices plan={plan} />
      {plan.given && <StaffingTotals totals={totalsOf(plan, draft)} />}
      <StaffingTable rows={staffingRows(plan.departments, draft)} onChange={writable ? change : null} />
      {writable && (
        <div className={styles.save}>
          <Button type="primary" loading={save.isPending} disabled={draft.size === 0 || exceeded.length > 0} onClick={() => send(plan.version)}>
            保存
          </Button>
          {draft.size > 0 && (
            <>
              <span className={styles.changed}>{draft.size} 个科室有改动，还没有保存</span>
              <Button onClick={() => setDraft(new Map())}>放弃改动</Button>
            </>
          )}
          {exceeded.length > 0 && <Alert role="alert" type="error" showIcon title={exceeded.map(({ message: text }) => text).join('；')} />}
          {!stale && <ProblemAlert error={save.error} />}
        </div>
      )}
      {stale && (
        <StaleDialog
          mine={mineOver(stale, draft)}
          current={stale}
          fields={staleFields(stale)}
          onKeepMine={() => send(stale.version)}
          onTakeCurrent={() => {
            setDraft(new Map())
            save.reset()
            refresh(getStaffingPlan)
          }}
          onCancel={() => save.reset()}
        />
      )}
    </>
  )
}

function Notices({ plan }: { plan: StaffingPlan }) {
  const { can } = useSession()
  const none = plan.given !== null && staffingTypes.every((type) => numberOf(plan.given, type) === 0)
  const outside = Object.values(plan.usedWithoutDepartment).reduce((sum, count) => sum + count, 0)
  const hints = [
    plan.withoutStaffing > 0 && `有 ${plan.withoutStaffing} 名在职人员没有填写编制情况，没有计入在用。`,
    outside > 0 && `有 ${outside} 名在职人员没有科室，只计入合计。`,
  ].filter((hint) => hint !== false)
  return (
    <>
      {none && <Alert className={styles.notice} type="info" showIcon title="主管单位还没有核定编制。核定后，您可以把编制分配到各科室。" />}
      {plan.given === null && <Alert className={styles.notice} type="info" showIcon title="这里列出您负责的科室。编制分配涉及全院，由负责全院的账号操作。" />}
      {hints.length > 0 && (
        <Alert className={styles.notice} type="warning" showIcon title={<>{hints.join('')}{can('person.read') && <Link to="/people">到人员信息管理补充</Link>}</>} />
      )}
    </>
  )
}

function LogLink() {
  const { can } = useSession()
  return can('operationLog.read') ? <Link to="/operation-log?action=staffingQuota.">变更记录</Link> : null
}

/** The plan as it would be saved. */
const mineOver = (plan: StaffingPlan, draft: Draft): StaffingPlan => ({
  ...plan, departments: plan.departments.map((department) => ({ ...department, numbers: draft.get(department.departmentId) ?? department.numbers })),
})

const staleFields = (plan: StaffingPlan): StaleField<StaffingPlan>[] =>
  plan.departments.flatMap(({ departmentId, name }) =>
    staffingTypes.map((type): StaleField<StaffingPlan> => {
      const read = (one: StaffingPlan) => numberOf(one.departments.find((department) => department.departmentId === departmentId)?.numbers, type)
      return { key: `${departmentId}-${type}`, label: `${name}：${labelOf('staffing', type) ?? type}`, show: (one) => String(read(one)), same: (mine, current) => read(mine) === read(current) }
    }),
  )
