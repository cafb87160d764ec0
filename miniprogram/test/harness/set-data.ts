/** Applies `setData` paths (`root.cn.[0].p1`, `root.cn[0]`) as WeChat does: to a copy that shares nothing with the sender. */
export function applySetData(data: Record<string, unknown>, patch: Record<string, unknown>): void {
  for (const [path, value] of Object.entries(patch)) {
    const keys = path.split(/[.[\]]+/).filter((key) => key !== '')
    const last = keys.pop()
    if (last === undefined) continue
    const target = keys.reduce<Record<string, unknown>>((at, key, index) => {
      const next = at[key]
      if (typeof next === 'object' && next !== null) return next as Record<string, unknown>
      const made: Record<string, unknown> = /^\d+$/.test(keys[index + 1] ?? last) ? ([] as unknown as Record<string, unknown>) : {}
      at[key] = made
      return made
    }, data)
    // WeChat drops what JSON does not know, and so must a test.
    const text = JSON.stringify(value)
    if (text === undefined) delete target[last]
    else target[last] = JSON.parse(text)
  }
}
