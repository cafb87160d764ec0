import { listPersonKeyGroups } from '@talent/shared/contract/key-groups'
import { Link } from 'react-router'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { GroupTag } from './group-tag'

/** The groups that a person is in, each a way to the others in it; nothing while there are none. */
export function PersonKeyGroups({ personId }: { personId: number }) {
  const { can } = useSession()
  const groups = useEndpoint(listPersonKeyGroups, { personId }, { enabled: can('keyGroup.read') })
  return groups.data?.items.map(({ id, name, color }) => (
    <Link key={id} to={`/key-groups/${id}`} aria-label={`标签“${name}”`}>
      <GroupTag color={color} name={name} />
    </Link>
  ))
}
