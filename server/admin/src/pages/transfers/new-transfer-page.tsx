import { createTransfer, listTransfers } from '@talent/shared/contract/transfers'
import { getTodos } from '@talent/shared/contract/organization'
import { getPerson, searchPeople } from '@talent/shared/contract/people'
import { transferKinds, type TransferKind } from '@talent/shared/domain/transfer'
import { App } from 'antd'
import { useState } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpointMutation } from '../../api/use-endpoint'
import { useDraft } from '../../drafts/use-draft'
import { useUnsavedGuard } from '../../layout/use-unsaved-guard'
import { PageHeader } from '../../ui/page-header'
import { usePlaces } from '../people/use-places'
import { StartHint } from '../people/start-hint'
import { TransferForm } from './transfer-form'
import { blankTransfer, isEnteredPerson, targetOf, TransferDraft, type TransferValues } from './transfer-values'
import { listOfKind, listWords, newAbouts, newTitles } from './transfer-words'

/** One of the three ways to start a change of unit, by `?kind=`. */
export function NewTransferPage() {
  const [params] = useSearchParams()
  const kind = transferKinds.find((one) => one === params.get('kind')) ?? 'out'
  return <NewTransfer key={kind} kind={kind} person={params.get('person')} />
}

function NewTransfer({ kind, person }: { kind: TransferKind; person: string | null }) {
  const navigate = useNavigate()
  const { state } = useLocation()
  const { message } = App.useApp()
  const places = usePlaces()
  const [dirty, setDirty] = useState(false)
  const [submitting, setSubmitting] = useState(false)
  const given = person && /^\d+$/.test(person) ? Number(person) : null
  const [initial, setInitial] = useState(() => blankTransfer(given, isEnteredPerson(state) ? state : null))
  const [edition, setEdition] = useState(1)
  const draft = useDraft<TransferDraft>({
    // Opened from somebody's record it is about that one.
    name: given === null ? `transfer:new:${kind}` : `transfer:new:${kind}:${given}`,
    schema: TransferDraft,
    onRestore: ({ values }) => {
      setInitial(values)
      setEdition((old) => old + 1)
      setDirty(true)
    },
  })
  const leave = useUnsavedGuard(dirty, draft.clear)
  const create = useEndpointMutation(createTransfer, { refreshes: [listTransfers, getTodos, searchPeople, getPerson] })

  const send = (values: TransferValues, submit: boolean) => {
    setSubmitting(submit)
    create.mutate(inputOf(kind, values, submit), {
      onSuccess: (transfer) => {
        draft.clear()
        void message.success(submit ? `已提交 ${transfer.name} 的${listWords[listOfKind[kind]].label}` : '已保存，可在列表中提交')
        leave(() => void navigate(`/transfers/${transfer.id}`, { replace: true }))
      },
    })
  }
  const list = listOfKind[kind]
  return (
    <>
      <PageHeader title={newTitles[kind]} back={{ to: `/transfers?list=${list}`, label: listWords[list].label }} description={newAbouts[kind]} />
      {kind === 'in' && <ProblemAlert error={places.error} retry={places.refetch} />}
      {kind === 'in' && <StartHint missing={places.missing} />}
      {draft.notice}
      <TransferForm
        key={edition}
        kind={kind}
        isNew
        initial={initial}
        choices={places.choices}
        error={create.error}
        pending={create.isPending ? (submitting ? 'submit' : 'save') : null}
        onSubmit={send}
        onChange={(values) => {
          setDirty(true)
          draft.keep({ version: null, values })
        }}
      />
    </>
  )
}

function inputOf(kind: TransferKind, values: TransferValues, submit: boolean) {
  const { date, note } = values
  const personId = values.personId ?? 0
  if (kind === 'out') return { kind, personId, ...targetOf(values), date, note, submit }
  if (kind === 'resignation') return { kind, personId, resignationType: values.resignationType, date, note, submit }
  const { identityType, identityNumber, name } = values
  return { kind, identityType, identityNumber, name, departmentId: Number(values.department), date, note, submit }
}
