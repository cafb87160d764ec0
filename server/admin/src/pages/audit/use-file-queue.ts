import { useLocation, useNavigate } from 'react-router'

export const filePath = (businessCode: string, applicationId: number, address: string): string => `/audit/${businessCode}/applications/${applicationId}${address}`

interface Around {
  businessCode: string
  applicationId: number
  /** The next one that waits at this desk, whatever the list was narrowed to. */
  nextId: number | null
}

/** The neighbours of a file in the list it was opened from, which comes along from file to file; without one, the next that waits. */
export function useFileQueue({ businessCode, applicationId, nextId }: Around) {
  const navigate = useNavigate()
  const { state, search } = useLocation()
  const ids = idsIn(state)
  const at = ids.indexOf(applicationId)
  const list = `/audit/${businessCode}${search}`
  const open = (id: number) => void navigate(filePath(businessCode, id, search), { state: { ids: ids.includes(id) ? ids : [...ids, id] } })
  const before = at > 0 ? ids[at - 1] : undefined
  const after = (at >= 0 ? ids[at + 1] : undefined) ?? nextId ?? undefined
  return {
    list,
    place: at >= 0 && ids.length > 1 ? `第 ${at + 1} 份，共 ${ids.length} 份` : null,
    previous: before === undefined ? undefined : () => open(before),
    next: after === undefined ? undefined : () => open(after),
    /** After a decision: the next of the list, else the one that the server names, else the list. */
    leave: (answered: number | null) => {
      const following = (at >= 0 ? ids[at + 1] : undefined) ?? answered
      if (following === null || following === undefined) void navigate(list)
      else open(following)
    },
  }
}

export type FileQueue = ReturnType<typeof useFileQueue>

/** What the history kept of the list. */
function idsIn(state: unknown): number[] {
  if (typeof state !== 'object' || state === null || !('ids' in state) || !Array.isArray(state.ids)) return []
  return state.ids.filter((id): id is number => typeof id === 'number')
}
