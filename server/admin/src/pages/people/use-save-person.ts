import { createPerson, getPerson, searchPeople, updatePerson, type Person } from '@talent/shared/contract/people'
import { listDepartments, listPosts } from '@talent/shared/contract/organization'
import { App } from 'antd'
import { useState } from 'react'
import { useEndpointMutation } from '../../api/use-endpoint'
import { toInput, type PersonValues } from './person-values'

/** What follows a save: the record, or an empty form for the next person. */
export type SaveKind = 'leave' | 'next'

interface Options {
  /** Without one the person is new. */
  id: number | undefined
  version: number | undefined
  kind: SaveKind
  onSuccess: (person: Person) => void
  onError: (error: unknown) => void
}

export function useSavePerson() {
  const { message } = App.useApp()
  // Departments and posts show how many people they have.
  const refreshes = [searchPeople, getPerson, listDepartments, listPosts]
  const create = useEndpointMutation(createPerson, { refreshes })
  const update = useEndpointMutation(updatePerson, { refreshes })
  const [kind, setKind] = useState<SaveKind>('leave')
  const pending = create.isPending || update.isPending

  return {
    pending: pending ? kind : null,
    error: create.error ?? update.error,
    send(values: PersonValues, { id, version, kind: asked, onSuccess, onError }: Options) {
      setKind(asked)
      const callbacks = {
        onError,
        onSuccess: (person: Person) => {
          void message.success(id === undefined ? `已新增“${person.name}”` : `已保存“${person.name}”`)
          onSuccess(person)
        },
      }
      if (id === undefined || version === undefined) create.mutate(toInput(values), callbacks)
      else update.mutate({ personId: id, ...toInput(values), version }, callbacks)
    },
  }
}
