import type { searchDesk } from '@talent/shared/contract/audit-desk'
import type { Output } from '@talent/shared/contract/endpoint'
import { applyCategoryLabel, labelOf } from '@talent/shared/dictionaries/index'
import { isOpen } from '@talent/shared/domain/audit-decision'
import { categoryWord } from '@talent/shared/domain/exam-business'
import { review } from '@talent/shared/domain/states/application'
import { payment } from '@talent/shared/domain/states/payment'
import { Link } from 'react-router'
import type { Column } from '../../ui/data-table'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { TwoLines } from '../../ui/two-lines'
import { filePath } from './use-file-queue'

export type Row = Output<typeof searchDesk>['items'][number]

const submissions: Record<Row['submission'], string> = { submitted: '已提交', draft: '未提交', detached: '已从单位移除' }

/** `ids`: the list as it is shown, for going on from file to file. At a unit's desk all are of the unit. */
export const columns = ({ businessCode, address, ids, ofUnit }: { businessCode: string; address: string; ids: number[]; ofUnit: boolean }): Column<Row>[] => {
  const link = (row: Row, words: string, label?: string) => (
    <Link to={filePath(businessCode, row.id, address)} state={{ ids }} aria-label={label}>
      {words}
    </Link>
  )
  return [
    { key: 'name', title: '姓名、证件号', always: true, width: 116, render: (row) => <TwoLines first={link(row, row.name)} second={row.identityNumber} /> },
    ...(ofUnit ? [] : [{ key: 'institution', title: '单位', render: (row: Row) => row.institutionName }]),
    { key: 'level', title: `申报级别、${categoryWord(businessCode)}`, width: 148, render: (row) => <TwoLines first={labelOf('applyLevel', row.applyLevel) ?? row.applyLevel} second={applyCategoryLabel(row.applyCategory)} /> },
    { key: 'submission', title: '提交状态', width: 92, render: (row) => submissions[row.submission] },
    { key: 'state', title: '审核状态', width: 100, render: (row) => <StateTag tone={review.looks[row.reviewState].tone}>{review.looks[row.reviewState].label}</StateTag> },
    { key: 'payment', title: '缴费状态', width: 84, render: (row) => payment.looks[row.paymentState].label },
    { key: 'submittedAt', title: '提交时间', width: 104, render: (row) => timeText(row.submittedAt) },
    {
      key: 'actions', title: '操作', always: true, width: 60,
      render: (row) => (isOpen(row) ? link(row, '审核', `审核${row.name}`) : link(row, '查看', `查看${row.name}`)),
    },
  ]
}
