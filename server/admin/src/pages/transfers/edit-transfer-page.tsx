import { getTransfer, listTransfers, Transfer, updateTransfer } from '@talent/shared/contract/transfers'
import { getTodos } from '@talent/shared/contract/organization'
import { transferKindLabels } from '@talent/shared/domain/transfer'
import { Alert, App, Skeleton } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { StaleDialog } from '../../api/stale-dialog'
import { staleRecord } from '../../api/stale-record'
import { useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import { useDraft } from '../../drafts/use-draft'
import { useUnsavedGuard } from '../../layout/use-unsaved-guard'
import { PageHeader } from '../../ui/page-header'
import { usePlaces } from '../people/use-places'
import { staleFields } from './stale-fields'
import { TransferForm } from './transfer-form'
import { targetOf, TransferDraft, valuesOf, type TransferValues } from './transfer-values'
import { stageWords } from './transfer-words'

/** What has not been submitted, or came back. */
export function EditTransferPage() {
  const transferId = Number(useParams().transferId)
  const transfer = useEndpoint(getTransfer, { transferId })
  const back = { to: `/transfers/${transferId}`, label: '返回人员变动' }
  if (!transfer.data) {
    return (
      <>
        <PageHeader title="修改人员变动" back={back} />
        {transfer.error ? <ProblemAlert error={transfer.error} retry={() => void transfer.refetch()} /> : <Skeleton active={false} paragraph={{ rows: 6 }} />}
      </>
    )
  }
  if (!transfer.data.may.edit) {
    return (
      <>
        <PageHeader title="修改人员变动" back={back} />
        <Alert type="info" showIcon title={`现在的状态是“${stageWords(transfer.data).label}”，不能修改`} description="已提交的，请先撤回再修改。" />
      </>
    )
  }
  return <Edit transfer={transfer.data} back={back} />
}

function Edit({ transfer, back }: { transfer: Transfer; back: { to: string; label: string } }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const places = usePlaces()
  const [base, setBase] = useState(transfer)
  const [dirty, setDirty] = useState(false)
  const [sent, setSent] = useState<{ values: TransferValues; submit: boolean } | null>(null)
  /** A draft begins over its own version: when that is an old one, saving is stale and shows both. */
  const [restored, setRestored] = useState<TransferDraft | null>(null)
  const version = restored?.version ?? base.version
  const draft = useDraft<TransferDraft>({
    name: `transfer:${transfer.id}`,
    schema: TransferDraft,
    onRestore: (kept) => {
      setRestored(kept)
      setDirty(true)
    },
  })
  const leave = useUnsavedGuard(dirty, draft.clear)
  const update = useEndpointMutation(updateTransfer, { refreshes: [getTransfer, listTransfers, getTodos] })
  const stale = staleRecord(update.error, Transfer)
  const send = (values: TransferValues, submit: boolean, over = version) => {
    setSent({ values, submit })
    const { department, resignationType, date, note } = values
    update.mutate(
      { transferId: transfer.id, ...targetOf(values), departmentId: department === '' ? null : Number(department), resignationType: resignationType === '' ? null : resignationType, date, note, submit, version: over },
      {
        onSuccess: () => {
          draft.clear()
          void message.success(submit ? '已提交' : '已保存')
          leave(() => void navigate(back.to, { replace: true }))
        },
      },
    )
  }
  return (
    <>
      <PageHeader title={`修改${transferKindLabels[transfer.kind]}：${transfer.name}`} back={back} description={`${transfer.fromUnit}　${transfer.identityNumber}`} />
      {draft.notice}
      <TransferForm
        key={restored ? 'restored' : base.version}
        kind={transfer.kind}
        isNew={false}
        initial={restored?.values ?? valuesOf(base)}
        choices={places.choices}
        error={stale ? null : update.error}
        pending={update.isPending ? (sent?.submit ? 'submit' : 'save') : null}
        onSubmit={send}
        onChange={(values) => {
          setDirty(true)
          draft.keep({ version, values })
        }}
      />
      {stale && sent && (
        <StaleDialog
          mine={sent.values}
          current={valuesOf(stale)}
          fields={staleFields(transfer.kind, places.choices)}
          onKeepMine={() => send(sent.values, sent.submit, stale.version)}
          onTakeCurrent={() => {
            setBase(stale)
            setRestored(null)
            setDirty(false)
            draft.clear()
            update.reset()
          }}
          onCancel={() => update.reset()}
        />
      )}
    </>
  )
}
