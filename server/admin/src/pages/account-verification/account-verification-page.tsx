import { getAccountVerification, type AccountVerification } from '@talent/shared/contract/account-verification'
import { holderFields } from '@talent/shared/domain/account-holder'
import { accountVerification } from '@talent/shared/domain/states/account-verification'
import { Alert, Skeleton, Steps } from 'antd'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useRefreshSession, useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { PageHeader } from '../../ui/page-header'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import styles from './account-verification.module.css'
import { AuthorizationCard } from './authorization-card'
import { HolderCard } from './holder-card'

const askAgainMs = 10_000

/** R2: who stands behind the account, the sealed authorisation, and what became of it, without signing in again. */
export function AccountVerificationPage() {
  const { account } = useSession()
  const refreshSession = useRefreshSession()
  const [waiting, setWaiting] = useState(false)
  const verification = useEndpoint(getAccountVerification, {}, { everyMs: waiting ? askAgainMs : false })
  const { data } = verification
  const state = data?.state
  useEffect(() => {
    setWaiting(state === 'submitted')
    if (state === 'passed' && !account.verified) void refreshSession()
  }, [state, account.verified, refreshSession])

  return (
    <>
      <PageHeader
        title="实名认证"
        tags={data && <StateTag tone={accountVerification.looks[data.state].tone}>{accountVerification.looks[data.state].label}</StateTag>}
        description={`${account.kind === 'sub' ? '子账号' : '总账号'} ${account.username} 由谁使用，须经单位盖章授权并审核。${account.verified ? '' : '通过后即可使用其他功能。'}`}
      />
      {verification.error ? <ProblemAlert error={verification.error} retry={() => void verification.refetch()} /> : null}
      {data ? <Verification verification={data} /> : !verification.error && <Skeleton active={false} paragraph={{ rows: 8 }} />}
    </>
  )
}

function Verification({ verification }: { verification: AccountVerification }) {
  const { state } = verification
  return (
    <>
      <Progress state={state} reviewer={reviewerName(verification)} />
      <Outcome verification={verification} />
      <HolderCard verification={verification} />
      {state !== 'none' && state !== 'passed' && <AuthorizationCard verification={verification} />}
    </>
  )
}

const reviewerName = ({ reviewer }: AccountVerification): string => (reviewer.kind === 'own' ? '本单位总账号' : reviewer.name)

const steps: Record<AccountVerification['state'], number> = { none: 0, saved: 1, rejected: 1, submitted: 2, passed: 3 }

function Progress({ state, reviewer }: { state: AccountVerification['state']; reviewer: string }) {
  return (
    <div className={styles.steps}>
      <Steps
        size="small"
        current={steps[state]}
        status={state === 'rejected' ? 'error' : state === 'passed' ? 'finish' : 'process'}
        items={[{ title: '填写信息、上传证件' }, { title: '授权书打印、盖章、上传' }, { title: `${reviewer}审核` }, { title: '通过' }]}
      />
    </div>
  )
}

function Outcome({ verification }: { verification: AccountVerification }) {
  const { state, opinion, reviewerName: by, decidedAt, submittedAt, corrected } = verification
  const who = `${by ?? reviewerName(verification)}${decidedAt ? ` ${timeText(decidedAt)}` : ''}`
  const labels = holderFields.filter(({ key }) => corrected.includes(key)).map(({ label }) => label)
  const note = labels.length > 0 ? `审核人更正了：${labels.join('、')}。` : ''
  if (state === 'submitted') {
    return <Notice type="info" title={`已提交${submittedAt ? `（${timeText(submittedAt)}）` : ''}，等待${reviewerName(verification)}审核`} description="审核结果会自动显示在本页，不用重新登录。审核期间不能修改。" />
  }
  if (state === 'rejected') return <Notice type="error" title={`已驳回（${who}）：${opinion ?? ''}`} description={`${note}请按意见修改后重新提交。信息无误时，只需更换授权书。`} />
  if (state === 'passed') {
    return (
      <Notice
        type="success"
        title={`已通过（${who}）`}
        description={
          <>
            {note}信息已锁定，不能再修改；使用人变更时请联系审核单位。<Link to="/">去处理待办</Link>
          </>
        }
      />
    )
  }
  return null
}

const Notice = (props: { type: 'info' | 'error' | 'success'; title: string; description: React.ReactNode }) => <Alert showIcon style={{ marginBottom: 16 }} role="status" {...props} />
