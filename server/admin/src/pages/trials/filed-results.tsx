import type { FiledResult } from '@talent/shared/contract/trials'
import { confirmation } from '@talent/shared/domain/states/confirmation'
import { Alert, Button, Table } from 'antd'
import { Link } from 'react-router'
import { FormCard } from '../../ui/form-card'
import { StateTag } from '../../ui/state-tag'
import styles from './trials.module.css'

interface FiledResultsProps {
  results: readonly FiledResult[]
  /** Where one filing has its page: /trials. */
  base: string
  /** Goes on with the next people. */
  onMore: () => void
}

/** What became of each person of a batch. */
export function FiledResults({ results, base, onMore }: FiledResultsProps) {
  const filed = results.filter(({ trialId }) => trialId !== null).length
  const refused = results.length - filed
  return (
    <FormCard title="填报结果" extra={<Button type="primary" onClick={onMore}>继续填报</Button>}>
      <Alert className={styles.status} type={refused > 0 ? 'warning' : 'success'} showIcon title={refused > 0 ? `已填报 ${filed} 人，${refused} 人没有填报，请按原因处理后再填报` : `已填报 ${filed} 人`} />
      <Table<FiledResult>
        rowKey={(result) => result.personId}
        size="small"
        dataSource={results}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: '姓名', width: 110, render: (_, { name }) => name ?? '未知人员' },
          { title: '结果', width: 130, render: (_, result) => <Outcome result={result} /> },
          { title: '说明', render: (_, { message }) => message ?? '' },
          { title: '操作', width: 96, render: (_, { trialId, name }) => trialId !== null && <Link to={`${base}/${trialId}`} aria-label={`查看${name ?? ''}的填报`}>查看</Link> },
        ]}
      />
    </FormCard>
  )
}

function Outcome({ result: { trialId, confirmationState } }: { result: FiledResult }) {
  if (trialId === null || confirmationState === null) return <StateTag tone="stop">没有填报</StateTag>
  const look = confirmation.looks[confirmationState]
  return <StateTag tone={look.tone}>{look.label}</StateTag>
}
