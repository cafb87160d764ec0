/**
 * Tests that build on one another. After the first that fails the rest say so at once, instead of waiting for what
 * can't come; `onFailure` is the place for a picture of where it stood.
 */
export function inOrder(onFailure: (step: string) => Promise<void>): (name: string, work: () => Promise<void>) => void {
  let failed: string | null = null
  return (name, work) => {
    test(name, async () => {
      if (failed !== null) throw withoutStack(`Not tried, because “${failed}” failed`)
      try {
        await work()
      } catch (error) {
        failed = name
        await onFailure(name)
        throw error
      }
    })
  }
}

/** So that the one failure that matters is not lost among many pages. */
function withoutStack(message: string): Error {
  const error = new Error(message)
  error.stack = message
  return error
}
