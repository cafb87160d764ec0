export interface AuthorityNode {
  id: number
  parentId: number | null
  name: string
}

/** Each with whoever is above it in front, so that a search by the city finds its counties; the top stands alone. */
export function authorityChoices(authorities: readonly AuthorityNode[]): { value: number; label: string }[] {
  const byId = new Map(authorities.map((one) => [one.id, one]))
  const pathOf = (node: AuthorityNode): string => {
    const above = node.parentId === null ? undefined : byId.get(node.parentId)
    // The province is above everybody and tells nothing.
    return above && above.parentId !== null ? `${pathOf(above)} › ${node.name}` : node.name
  }
  return authorities.map((node) => ({ value: node.id, label: pathOf(node) }))
}
