import { cancelImport, downloadImportFile, downloadImportReport, getImport, listImports, runImport, type ImportJob } from '@talent/shared/contract/imports'
import { importJob } from '@talent/shared/domain/states/import-job'
import { Button, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import { fileOf } from '../../api/download'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'
import { DownloadButton } from '../../ui/download-button'
import { PageHeader } from '../../ui/page-header'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { ImportOutcome } from './import-outcome'
import { ImportPreview } from './import-preview'
import { ImportProgress } from './import-progress'
import { StatusChanges, WrongRows } from './import-rows'
import { ImportSteps } from './import-steps'
import { kindLabels } from './import-words'

const moves = (job: ImportJob | undefined) => job === undefined || job.state === 'uploaded' || job.state === 'checking' || job.state === 'running'

/** One import from its check to its result. It goes on when the page is left; the page only watches. */
export function ImportPage() {
  const importId = Number(useParams().importId)
  const [watching, setWatching] = useState(true)
  const job = useEndpoint(getImport, { importId }, { everyMs: watching && 1_000 })
  useEffect(() => setWatching(moves(job.data)), [job.data])

  if (!job.data) {
    return (
      <>
        <PageHeader title="导入详情" back={{ to: '/imports', label: '人员信息导入管理' }} />
        {job.error ? <ProblemAlert error={job.error} retry={() => void job.refetch()} /> : <Skeleton active={false} paragraph={{ rows: 6 }} />}
      </>
    )
  }
  return (
    <>
      <ImportHeader job={job.data} />
      <ImportSteps job={job.data} />
      {job.error && <ProblemAlert error={job.error} retry={() => void job.refetch()} />}
      <ImportBody job={job.data} />
    </>
  )
}

function ImportHeader({ job }: { job: ImportJob }) {
  const { can } = useSession()
  const look = importJob.looks[job.state]
  return (
    <PageHeader
      title={`导入${kindLabels[job.kind]}`}
      back={{ to: '/imports', label: '人员信息导入管理' }}
      tags={<StateTag tone={look.tone}>{look.label}</StateTag>}
      description={`${job.fileName} · ${job.createdBy} ${timeText(job.createdAt)} 上传 · 更新已存在的数据：${job.updateExisting ? '是' : '否'} · 全部正确才导入：${job.allOrNothing ? '是' : '否'}`}
      actions={can('import.write') && <DownloadButton order={fileOf(downloadImportFile, { importId: job.id })}>下载原文件</DownloadButton>}
    />
  )
}

function ImportBody({ job }: { job: ImportJob }) {
  const { can } = useSession()
  const run = useEndpointMutation(runImport, { refreshes: [getImport, listImports] })
  const cancel = useCancel(job)
  const mayWrite = can('import.write')
  const report = mayWrite && job.hasReport && (
    <DownloadButton order={fileOf(downloadImportReport, { importId: job.id })}>下载错误报告</DownloadButton>
  )
  return (
    <>
      <ProblemAlert error={run.error ?? cancel.error} />
      {moves(job) && <ImportProgress job={job} cancel={mayWrite && cancel.button} />}
      {job.state === 'previewed' && (
        <>
          <ImportPreview
            job={job}
            report={report}
            run={mayWrite ? { start: () => run.mutate({ importId: job.id }), pending: run.isPending } : null}
            cancel={mayWrite && cancel.button}
          />
          {job.changedRows > 0 && <StatusChanges importId={job.id} />}
        </>
      )}
      {(job.state === 'finished' || job.state === 'failed' || job.state === 'cancelled') && <ImportOutcome job={job} report={report} mayWrite={mayWrite} />}
      {!moves(job) && job.rows > 0 && <WrongRows importId={job.id} />}
    </>
  )
}

const whatStays = ({ allOrNothing }: ImportJob): string =>
  allOrNothing
    ? '选择了“全部正确才导入”，取消后不写入任何数据。需要时可重新上传同一文件。'
    : '已写入的行保留，其余的行不再写入。需要时可重新上传同一文件，已写入的行不会重复。'

function useCancel(job: ImportJob) {
  const confirm = useConfirm()
  const cancel = useEndpointMutation(cancelImport, { refreshes: [getImport, listImports] })
  const running = job.state === 'running'
  const ask = async () => {
    const sure = await confirm({
      title: running ? '取消正在进行的导入？' : '放弃本次导入？',
      content: running ? whatStays(job) : '不会写入任何数据。需要时可重新上传同一文件。',
      action: running ? '取消导入' : '放弃导入',
      danger: true,
    })
    if (sure) cancel.mutate({ importId: job.id })
  }
  const button = (
    <Button danger={running} loading={cancel.isPending} onClick={() => void ask()}>
      {running ? '取消导入' : '放弃本次导入'}
    </Button>
  )
  return { button, error: cancel.error }
}
