import { getPerson, updatePerson, type Person } from '@talent/shared/contract/people'
import { App } from 'antd'
import { ProblemAlert } from '../../api/problem-alert'
import { StaleDialog } from '../../api/stale-dialog'
import { useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import type { OwnChoices } from '../../ui/field-input'
import { toFormValues, toInput } from '../people/person-values'
import { placeInput, placeOfPerson, stalePlace, type PlaceValues } from './receive-values'

interface ReceivedMeanwhileProps {
  personId: number
  mine: PlaceValues
  choices: OwnChoices
  /** Either was chosen, or there is nothing to choose between. */
  onDone: () => void
  onCancel: () => void
}

/** A colleague has taken the record over with a place of their own: both are shown, and mine can be put into the record. */
export function ReceivedMeanwhile({ personId, mine, choices, onDone, onCancel }: ReceivedMeanwhileProps) {
  const { message } = App.useApp()
  const person = useEndpoint(getPerson, { personId })
  const update = useEndpointMutation(updatePerson, { refreshes: [getPerson] })
  const keepMine = (current: Person) =>
    update.mutate(
      { personId, ...toInput(toFormValues(current)), ...placeInput(mine), version: current.version },
      {
        onSuccess: () => {
          void message.success(`已按您填写的内容修改 ${current.name} 的档案`)
          onDone()
        },
        // Changed once more: the comparison is with what it is now.
        onError: () => void person.refetch(),
      },
    )
  return (
    <>
      <ProblemAlert error={person.error ?? update.error} />
      <StaleDialog
        mine={mine}
        current={person.data ? placeOfPerson(person.data) : null}
        fields={stalePlace(choices)}
        onKeepMine={() => person.data && keepMine(person.data)}
        onTakeCurrent={onDone}
        onCancel={onCancel}
      />
    </>
  )
}
