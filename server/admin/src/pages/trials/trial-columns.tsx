import type { FilingBusiness, TrialRow } from '@talent/shared/contract/trials'
import { applyCategoryLabel } from '@talent/shared/dictionaries/index'
import { trialBusiness } from '@talent/shared/domain/exam-business'
import { review } from '@talent/shared/domain/states/application'
import { confirmation } from '@talent/shared/domain/states/confirmation'
import { Button } from 'antd'
import { Link } from 'react-router'
import type { Column } from '../../ui/data-table'
import { RowActions } from '../../ui/row-actions'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { TwoLines } from '../../ui/two-lines'
import { label } from './trial-fields'
import styles from './trials.module.css'

/** `remove` is null for who may only read. */
export function trialColumns(remove: ((row: TrialRow) => void) | null, businessCode: FilingBusiness = trialBusiness): Column<TrialRow>[] {
  const isTrial = businessCode === trialBusiness
  const base = isTrial ? '/trials' : '/pre-registrations'
  const months: Column<TrialRow> = { key: 'totalMonths', title: '总时长', width: 76, align: 'right', render: (row) => `${row.totalMonths} 个月` }
  return [
    { key: 'name', title: '姓名、证件号', always: true, width: 116, render: (row) => <TwoLines first={<Link to={`${base}/${row.id}`}>{row.name}</Link>} second={row.identityNumber} /> },
    { key: 'department', title: '科室、岗位', render: (row) => <TwoLines first={<Place row={row} />} second={row.postName || '岗位未填写'} /> },
    { key: 'examYear', title: '年度', width: 60, render: (row) => row.examYear },
    ...(isTrial ? [months] : []),
    { key: 'confirmation', title: '考生确认', width: 128, render: (row) => <Confirmation row={row} /> },
    { key: 'review', title: '审核', width: 96, render: (row) => <Review row={row} /> },
    { key: 'apply', title: '报考', width: 128, render: (row) => <TwoLines first={label('applyLevel', row.applyLevel)} second={applyCategoryLabel(row.applyCategory)} /> },
    { key: 'updatedAt', title: '更新时间', width: 104, secondary: true, render: (row) => timeText(row.updatedAt) },
    { key: 'actions', title: '操作', always: true, width: 104, render: (row) => <Actions row={row} base={base} remove={remove} /> },
  ]
}

const Quiet = ({ children }: { children: string }) => <span className={styles.quiet}>{children}</span>

/** A village clinic is a place of its own (R15). */
function Place({ row }: { row: TrialRow }) {
  if (row.departmentName === null) return <Quiet>未填写</Quiet>
  return (
    <span className={styles.confirmation}>
      {row.departmentName}
      {row.inVillageClinic && !row.departmentName.includes('村卫生室') && <Quiet>村卫生室</Quiet>}
    </span>
  )
}

function Confirmation({ row }: { row: TrialRow }) {
  if (row.releasedAt !== null) return <StateTag tone="neutral">已移除</StateTag>
  const look = confirmation.looks[row.confirmationState]
  return (
    <span className={styles.confirmation}>
      <StateTag tone={look.tone}>{look.label}</StateTag>
      {row.openObjections > 0 && <span>{row.openObjections} 条待答复</span>}
      {row.confirmationState === 'notReady' && row.forms.uploaded < row.forms.needed && <Quiet>缺少特殊附件</Quiet>}
      {row.confirmationState === 'awaiting' && !row.candidateBound && <Quiet>考生未绑定</Quiet>}
    </span>
  )
}

function Review({ row }: { row: TrialRow }) {
  if (!row.reviewState || row.reviewState === 'notStarted') return <Quiet>未开始</Quiet>
  const look = review.looks[row.reviewState]
  return <StateTag tone={look.tone}>{look.label}</StateTag>
}

function Actions({ row, base, remove }: { row: TrialRow; base: string; remove: ((row: TrialRow) => void) | null }) {
  const locked = row.confirmationState === 'confirmed' || row.releasedAt !== null
  return (
    <RowActions>
      <Link to={`${base}/${row.id}`}>{remove && !locked ? '修改' : '查看'}</Link>
      {remove && !locked && (
        <Button type="link" size="small" danger onClick={() => remove(row)} aria-label={`删除${row.name}的填报`}>
          删除
        </Button>
      )}
    </RowActions>
  )
}
