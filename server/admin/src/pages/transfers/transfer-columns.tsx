import type { TransferRow } from '@talent/shared/contract/transfers'
import { labelOf } from '@talent/shared/dictionaries/index'
import { Link } from 'react-router'
import type { Column } from '../../ui/data-table'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { stageWords, type ListName } from './transfer-words'

const actionOf = ({ stage, kind }: TransferRow): string => {
  if (stage === 'toHandle') return kind === 'resignation' ? '审核' : '答复'
  if (stage === 'rejected') return '查看意见'
  return '查看'
}

const shownIn: Record<ListName, readonly string[]> = {
  out: ['name', 'number', 'department', 'toUnit', 'date', 'stage', 'submittedAt', 'actions'],
  in: ['name', 'number', 'fromUnit', 'department', 'date', 'stage', 'submittedAt', 'actions'],
  request: ['name', 'number', 'fromUnit', 'department', 'date', 'stage', 'submittedAt', 'actions'],
  resignation: ['name', 'number', 'department', 'type', 'date', 'stage', 'submittedAt', 'actions'],
}

const dateTitles: Record<ListName, string> = { out: '调出时间', in: '调入时间', request: '调入时间', resignation: '离职时间' }

export function transferColumns(list: ListName): Column<TransferRow>[] {
  const columns: Column<TransferRow>[] = [
    { key: 'name', title: '姓名', always: true, width: 92, render: (row) => <Link to={`/transfers/${row.id}`}>{row.name}</Link> },
    { key: 'number', title: '证件号', width: 112, render: (row) => row.identityNumber },
    { key: 'fromUnit', title: '原单位', width: 176, render: (row) => row.fromUnit },
    { key: 'toUnit', title: '调往单位', width: 176, render: (row) => row.toUnit ?? '未填写' },
    { key: 'department', title: list === 'in' || list === 'request' ? '调入科室' : '科室', width: 112, render: (row) => row.departmentName ?? '—' },
    { key: 'type', title: '离职类型', width: 90, render: (row) => (row.resignationType ? (labelOf('resignationType', row.resignationType) ?? row.resignationType) : '—') },
    { key: 'date', title: dateTitles[list], width: 104, render: (row) => row.date },
    { key: 'stage', title: '状态', always: true, width: 128, render: (row) => <StateTag tone={stageWords(row).tone}>{stageWords(row).label}</StateTag> },
    { key: 'submittedAt', title: '提交时间', width: 136, render: (row) => (row.submittedAt ? timeText(row.submittedAt) : '—') },
    {
      key: 'actions',
      title: '操作',
      always: true,
      width: 84,
      render: (row) => (
        <Link to={`/transfers/${row.id}`} aria-label={`${row.stage === 'toReceive' && list === 'in' ? '接收' : actionOf(row)}“${row.name}”`}>
          {row.stage === 'toReceive' && (list === 'in' || list === 'request') ? '接收' : actionOf(row)}
        </Link>
      ),
    },
  ]
  return columns.filter(({ key }) => shownIn[list].includes(key))
}
