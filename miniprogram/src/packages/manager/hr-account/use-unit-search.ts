import { type HrUnit, searchHrUnits } from '@talent/shared/contract/hr-accounts'
import { minUnitSearch } from '@talent/shared/domain/hr-account'
import { useState } from 'react'
import { useMutation } from '../../../api/use-mutation'

export interface Found {
  name: string
  items: HrUnit[]
  more: boolean
}

/** Units by a part of their name; asked on a tap, since each search counts. */
export function useUnitSearch() {
  const [name, setName] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [found, setFound] = useState<Found | null>(null)
  const search = useMutation(searchHrUnits)
  return {
    name,
    error,
    found,
    enter(typed: string) {
      setName(typed)
      setError(null)
    },
    async find() {
      const wanted = name.trim()
      if (Array.from(wanted).length < minUnitSearch) return setError(`请至少输入单位名称中的 ${minUnitSearch} 个字`)
      const outcome = await search.send({ name: wanted })
      if (outcome.ok) setFound({ name: wanted, ...outcome.data })
      else setError(outcome.problem.message)
    },
  }
}
