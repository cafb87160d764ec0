import { getTransfer, type Transfer } from '@talent/shared/contract/transfers'
import { transferKindLabels } from '@talent/shared/domain/transfer'
import { Alert, Button, Skeleton } from 'antd'
import { Link, useNavigate, useParams } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { isProblem } from '../../api/problem-text'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { PageHeader } from '../../ui/page-header'
import { StateTag } from '../../ui/state-tag'
import review from '../../ui/review.module.css'
import { Consequences } from './consequences'
import { ReceiveForm } from './receive-form'
import { TransferAnswer } from './transfer-answer'
import { TransferFacts, TransferSteps } from './transfer-facts'
import { listWords, stageWords, type ListName } from './transfer-words'
import styles from './transfers.module.css'
import { UnderWayNotice } from './under-way-notice'
import { useTransferActions } from './use-transfer-actions'

/** One change of unit, from one's own side: what it is, what has been done, what is to do. */
export function TransferPage() {
  const transferId = Number(useParams().transferId)
  const transfer = useEndpoint(getTransfer, { transferId })
  if (!transfer.data) {
    return (
      <>
        <PageHeader title="人员变动" back={{ to: '/transfers', label: '人员变动管理' }} />
        {transfer.error ? <ProblemAlert error={transfer.error} retry={() => void transfer.refetch()} /> : <Skeleton active={false} paragraph={{ rows: 8 }} />}
      </>
    )
  }
  return <Shown key={transferId} transfer={transfer.data} />
}

function Shown({ transfer }: { transfer: Transfer }) {
  const { organization } = useSession()
  const navigate = useNavigate()
  const list = listOf(transfer, organization.name)
  const { submit, withdraw, remove, error, pending } = useTransferActions(transfer)
  const { label, tone } = stageWords(transfer)
  const { may } = transfer
  return (
    <>
      <PageHeader
        title={`${transferKindLabels[transfer.kind]}：${transfer.name}`}
        back={{ to: `/transfers?list=${list}`, label: listWords[list].label }}
        tags={<StateTag tone={tone}>{label}</StateTag>}
        actions={
          <span className={styles.actions}>
            {may.remove && (
              <Button danger disabled={pending} onClick={() => void remove(`/transfers?list=${list}`)}>
                删除
              </Button>
            )}
            {may.withdraw && (
              <Button disabled={pending} onClick={() => void withdraw()}>
                撤回
              </Button>
            )}
            {may.edit && (
              <Button type={may.submit ? 'default' : 'primary'} disabled={pending} onClick={() => void navigate(`/transfers/${transfer.id}/edit`)}>
                修改
              </Button>
            )}
            {may.submit && (
              <Button type="primary" loading={pending} onClick={submit}>
                提交
              </Button>
            )}
          </span>
        }
      />
      {isProblem(error, 'TRANSFER_UNDER_WAY') ? <UnderWayNotice error={error} /> : <ProblemAlert error={error} />}
      <NextStep transfer={transfer} />
      <Consequences sentences={transfer.consequences} />
      <div className={may.answer ? review.review : undefined}>
        <div>
          {may.receive && <ReceiveForm transfer={transfer} />}
          <TransferFacts transfer={transfer} />
          <TransferSteps transfer={transfer} />
        </div>
        {may.answer && <TransferAnswer transfer={transfer} />}
      </div>
    </>
  )
}

/** The list that one came from. */
function listOf({ kind, stage, fromUnit }: Transfer, own: string): ListName {
  if (kind === 'resignation') return 'resignation'
  if (fromUnit === own) return 'out'
  return kind === 'in' && stage !== 'toReceive' && stage !== 'done' ? 'request' : 'in'
}

/** In one sentence what happens next, or where the record is now. */
function NextStep({ transfer }: { transfer: Transfer }) {
  const { can } = useSession()
  const text = nextText(transfer)
  const record = transfer.personId !== null && can('person.read') && <Link to={`/people/${transfer.personId}`}>打开人员档案</Link>
  if (!text) return null
  const rejection = transfer.stage === 'rejected' ? transfer.steps.at(-1) : undefined
  return (
    <Alert
      type={transfer.stage === 'rejected' ? 'error' : transfer.stage === 'done' ? 'success' : 'info'}
      showIcon
      className={styles.notice}
      title={rejection ? `${rejection.unitName}退回：${rejection.opinion}` : text}
      description={rejection ? text : record || undefined}
    />
  )
}

function nextText(transfer: Transfer): string | null {
  const { stage, waitingFor, kind, fromUnit, toUnit, receivedAt, may } = transfer
  const reviewer = transfer.reviewerName ?? '主管单位'
  switch (stage) {
    case 'draft': return kind === 'resignation' ? '还没有提交。核对后请提交。' : `还没有提交，其他单位看不到。核对后请提交，最后由${reviewer}审核。`
    case 'toHandle':
      if (kind === 'resignation') return '请审核：通过后离职生效，人员不再在岗；要撤销离职，选择“不通过”。'
      return kind === 'in' ? `${toUnit ?? ''}申请调入本单位人员，请答复。同意后由${reviewer}审核，通过后人员即离开本单位。` : `${fromUnit}将该人员调出到本单位，请答复。同意后由${reviewer}审核。`
    case 'submitted':
      if (waitingFor === 'holder') return `等待${fromUnit}答复，同意后由${reviewer}审核。`
      if (waitingFor === 'receiver') return `等待${toUnit ?? '调入单位'}答复，同意后由${reviewer}审核。`
      return transfer.standsInFor ? `等待${reviewer}审核，通过后变动生效。${transfer.standsInFor}还没有可以审核的账号，由上一级主管单位审核。` : `等待${reviewer}审核，通过后变动生效。`
    case 'rejected': return may.edit ? '请修改后重新提交；不再办理的，可以删除。' : '已退回，由提出的单位修改后重新提交。'
    case 'toReceive': return may.receive ? '变动已生效。请填写人员在本单位的科室、岗位等，接收后档案转入本单位。' : `变动已生效，等待${toUnit ?? '新单位'}接收档案。`
    case 'done': return receivedAt ? `${toUnit ?? '新单位'}已接收档案。新单位需重新填报该人员的试用期。` : '变动已生效，人员不再在岗。'
  }
}
