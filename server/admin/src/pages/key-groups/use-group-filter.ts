import { listKeyGroups } from '@talent/shared/contract/key-groups'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'

/** The groups in use as the choices of a filter; none for who may not see them, and while there are none. */
export function useGroupChoices(): { value: string; label: string }[] {
  const { can } = useSession()
  const groups = useEndpoint(listKeyGroups, {}, { enabled: can('keyGroup.read') })
  return (groups.data?.items ?? []).filter(({ state }) => state === 'active').map(({ id, name }) => ({ value: String(id), label: name }))
}
