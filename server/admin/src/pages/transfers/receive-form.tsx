import { getTransfer, listTransfers, receiveTransfer, Transfer } from '@talent/shared/contract/transfers'
import { listDepartments, listPosts, getTodos } from '@talent/shared/contract/organization'
import { searchPeople } from '@talent/shared/contract/people'
import { App, Skeleton } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { isProblem } from '../../api/problem-text'
import { StaleDialog } from '../../api/stale-dialog'
import { staleRecord } from '../../api/stale-record'
import { useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { useDraft } from '../../drafts/use-draft'
import { useUnsavedGuard } from '../../layout/use-unsaved-guard'
import { FieldsForm } from '../../ui/fields-form'
import { FormCard } from '../../ui/form-card'
import { StartHint } from '../people/start-hint'
import { usePlaces } from '../people/use-places'
import { checkPlace, placeInput, placeSpecs, plannedPlace, ReceiveDraft, stalePlace, type PlaceField, type PlaceValues } from './receive-values'
import { ReceivedMeanwhile } from './received-meanwhile'

/** 接收: where the person works from now on; everything else comes with the record. */
export function ReceiveForm({ transfer }: { transfer: Transfer }) {
  const { message } = App.useApp()
  const refresh = useRefresh()
  const places = usePlaces()
  const [base, setBase] = useState(transfer)
  const [dirty, setDirty] = useState(false)
  const [sent, setSent] = useState<PlaceValues | null>(null)
  /** A draft begins over its own version: when that is an old one, saving is stale and shows both. */
  const [restored, setRestored] = useState<ReceiveDraft | null>(null)
  const version = restored?.version ?? base.version
  const draft = useDraft<ReceiveDraft>({
    name: `transfer:receive:${transfer.id}`,
    schema: ReceiveDraft,
    onRestore: (kept) => {
      setRestored(kept)
      setDirty(true)
    },
  })
  useUnsavedGuard(dirty, draft.clear)
  const receive = useEndpointMutation(receiveTransfer, { refreshes: [getTransfer, listTransfers, searchPeople, listDepartments, listPosts, getTodos] })
  const stale = staleRecord(receive.error, Transfer)
  const send = (values: PlaceValues, over: number) => {
    setSent(values)
    receive.mutate(
      { transferId: transfer.id, ...placeInput(values), version: over },
      {
        onSuccess: () => {
          draft.clear()
          void message.success(`已接收 ${transfer.name} 的档案`)
        },
        onError: (error) => {
          if (isProblem(error, 'TRANSFER_STATE')) refresh(getTransfer)
        },
      },
    )
  }
  /** What there is now is what goes on. */
  const takeCurrent = (current: Transfer) => {
    setBase(current)
    setRestored(null)
    setDirty(false)
    draft.clear()
    receive.reset()
    refresh(getTransfer)
  }
  return (
    <FormCard title="接收档案" description="接收后，基本信息、学历等详细资料、附件和已确认的实习日期转入本单位；试用期由本单位重新填报。">
      <StartHint missing={places.missing} />
      {draft.notice}
      <ProblemAlert error={places.error} retry={places.refetch} />
      {places.loading ? (
        <Skeleton active={false} paragraph={{ rows: 3 }} />
      ) : (
        <FieldsForm<PlaceField>
          key={restored ? 'restored' : base.version}
          name="receive"
          specs={placeSpecs}
          initialValues={restored?.values ?? plannedPlace(base, places.choices)}
          choices={places.choices}
          check={checkPlace}
          onSubmit={(values) => send(values, version)}
          saving={receive.isPending}
          error={stale ? null : receive.error}
          onDirty={setDirty}
          onValues={(values) => draft.keep({ version, values: { department: '', employmentStatus: '', hireDate: '', post: '', employeeNo: '', ...values } })}
          submitLabel="接收档案"
        />
      )}
      {stale && sent && stale.personId !== null && (
        <ReceivedMeanwhile personId={stale.personId} mine={sent} choices={places.choices} onDone={() => takeCurrent(stale)} onCancel={() => receive.reset()} />
      )}
      {stale && sent && stale.personId === null && (
        <StaleDialog
          mine={sent}
          current={plannedPlace(stale, places.choices)}
          fields={stalePlace(places.choices)}
          onKeepMine={() => send(sent, stale.version)}
          onTakeCurrent={() => takeCurrent(stale)}
          onCancel={() => receive.reset()}
        />
      )}
    </FormCard>
  )
}
