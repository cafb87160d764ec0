import { listInstitutionChanges, type InstitutionChange, type InstitutionChanges } from '@talent/shared/contract/institution-changes'
import { institutionChange } from '@talent/shared/domain/states/institution-change'
import { Alert, Skeleton } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { useDraft } from '../../drafts/use-draft'
import { EmptyState } from '../../ui/empty-state'
import { Fact, Facts } from '../../ui/facts'
import { FormCard } from '../../ui/form-card'
import { OldNewTable } from '../../ui/old-new-table'
import { PageHeader } from '../../ui/page-header'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { ChangeDraft, isSame, startOf } from './change-draft'
import { ChangeForm } from './change-form'
import styles from './institution-changes.module.css'
import { OvertakenCard } from './overtaken-card'
import { ProofList, proofUrl } from './proof-list'
import { WithdrawButton } from './withdraw-button'

/** R4 机构信息修改: asks for a change of what only the authority above changes, and shows what became of it. */
export function InstitutionChangesPage() {
  const changes = useEndpoint(listInstitutionChanges, {})
  return (
    <>
      <PageHeader title="机构信息修改" back={{ to: '/institution', label: '机构信息维护' }} description="修改主体信息：机构名称、统一社会信用代码、执业许可证号、机构类别、主管单位。" />
      <ProblemAlert error={changes.error} retry={() => void changes.refetch()} />
      {changes.data ? <Content data={changes.data} /> : !changes.error && <Skeleton active={false} paragraph={{ rows: 10 }} />}
    </>
  )
}

function Content({ data }: { data: InstitutionChanges }) {
  const { can } = useSession()
  const mayWrite = can('institution.write')
  const open = data.items.find(({ state }) => state === 'pending' || state === 'rejected')
  const history = data.items.filter((one) => one !== open)
  const reviewer = data.authorityName ?? '主管单位'
  const start = startOf(data.current, open)
  /** Typed here, now or the last time, and not sent; it goes back into the form when there is one. */
  const [mine, setMine] = useState<ChangeDraft | null>(null)
  const [edition, setEdition] = useState(1)
  const begin = (typed: ChangeDraft | null) => {
    setMine(typed)
    setEdition((old) => old + 1)
  }
  const draft = useDraft<ChangeDraft>({ name: 'institution-change', schema: ChangeDraft, enabled: mayWrite, onRestore: begin })
  const drop = () => {
    draft.clear()
    begin(null)
  }
  // A form that is begun over what is there now has nothing beside it.
  const overtaken = mine && !isSame(mine.over, start)
  return (
    <>
      {draft.notice}
      {overtaken && <OvertakenCard mine={mine.values} theirs={start} pending={open?.state === 'pending'} onDrop={drop} />}
      {open?.state === 'pending' && <Waiting change={open} reviewer={reviewer} mayWrite={mayWrite} />}
      {open?.state === 'rejected' && <Rejected change={open} mayWrite={mayWrite} />}
      {mayWrite && data.authorityName === null && <Alert showIcon type="warning" style={{ marginBottom: 16 }} title="本机构还没有主管单位" description="没有主管单位时不能在线申请，请联系平台运维单位更正主体信息。" />}
      {mayWrite && data.authorityName !== null && open?.state !== 'pending' && <ChangeForm key={`${edition} ${open?.version ?? data.items.length}`} current={data.current} reviewer={reviewer} rejected={open ?? null} kept={mine} draft={draft} onOvertaken={setMine} />}
      <FormCard title="申请记录">
        {history.length === 0 ? (
          <EmptyState title={open ? '没有以前的申请' : '还没有申请过'} hint="办结的申请会保留在这里，可以查看修改前后的内容和审核意见。" />
        ) : (
          <ol className={styles.history}>
            {history.map((change) => (
              <li key={change.id}>
                <ChangeSummary change={change} />
              </li>
            ))}
          </ol>
        )}
      </FormCard>
    </>
  )
}

const Tag = ({ state }: Pick<InstitutionChange, 'state'>) => <StateTag tone={institutionChange.looks[state].tone}>{institutionChange.looks[state].label}</StateTag>

function Waiting({ change, reviewer, mayWrite }: { change: InstitutionChange; reviewer: string; mayWrite: boolean }) {
  return (
    <FormCard title="正在审核的申请" description={`等待${reviewer}审核，通过后即时生效。审核期间不能修改；发现有误可以撤回后重新提交。`} extra={mayWrite && <WithdrawButton change={change} />}>
      <ChangeSummary change={change} />
    </FormCard>
  )
}

function Rejected({ change, mayWrite }: { change: InstitutionChange; mayWrite: boolean }) {
  const who = `${change.reviewerName ?? ''}${change.decidedAt ? ` ${timeText(change.decidedAt)}` : ''}`
  return (
    <FormCard title="被驳回的申请" extra={mayWrite && <WithdrawButton change={change} />}>
      <Alert showIcon role="status" type="error" style={{ marginBottom: 16 }} title={`已驳回（${who}）：${change.opinion ?? ''}`} description={mayWrite ? '请在下面按意见修改后重新提交；不再需要修改的，可以撤回。' : undefined} />
      <ChangeSummary change={change} />
    </FormCard>
  )
}

function ChangeSummary({ change }: { change: InstitutionChange }) {
  const { state, changes, reason, proofs, applicantName, submittedAt, reviewerName, decidedAt, opinion } = change
  const decided = state === 'accepted' && reviewerName
  return (
    <article className={styles.summary}>
      <p className={styles.head}>
        <Tag state={state} />
        <span>
          {applicantName} {timeText(submittedAt)} 提交
        </span>
        {decided && (
          <span>
            {reviewerName} {decidedAt ? timeText(decidedAt) : ''} 审核
          </span>
        )}
      </p>
      <OldNewTable caption={`修改 ${changes.length} 项`} changes={changes} />
      <Facts layout="rows">
        <Fact term="修改原因">{reason}</Fact>
        {opinion && state !== 'rejected' && <Fact term="审核意见">{opinion}</Fact>}
        <Fact term="证明材料">
          <ProofList proofs={proofs.map((proof) => ({ ...proof, url: proofUrl(change.id, proof.proofId) }))} />
        </Fact>
      </Facts>
    </article>
  )
}
