/**
 * What a global setup started, for its teardown. Jest loads the two in one process but not from one
 * module registry, so it is kept on the process itself.
 */
const key = Symbol.for('talent.test.run-resources')

type Stops = Map<string, () => Promise<void>>

function stops(): Stops {
  const holder = process as unknown as Record<symbol, Stops | undefined>
  return (holder[key] ??= new Map())
}

export function onTeardown(name: string, stop: () => Promise<void>): void {
  stops().set(name, stop)
}

export async function tearDown(name: string): Promise<void> {
  await stops().get(name)?.()
  stops().delete(name)
}
