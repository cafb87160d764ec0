import { getPerson } from '@talent/shared/contract/people'
import type { TrialContext } from '@talent/shared/domain/trial-period'
import { useMemo } from 'react'
import { useEndpoint } from '../../api/use-endpoint'
import { useSession } from '../../api/session'

/** Education and employment status decide some rules. Without the right to read people only the server knows them. */
export function usePersonContext(personId: number | undefined): TrialContext {
  const { can } = useSession()
  const person = useEndpoint(getPerson, { personId: personId ?? 0 }, { enabled: personId !== undefined && can('person.read') })
  const education = personId === undefined ? undefined : person.data?.education
  const employmentStatus = personId === undefined ? undefined : person.data?.employmentStatus
  return useMemo(() => ({ education, employmentStatus }), [education, employmentStatus])
}
