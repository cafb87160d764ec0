import { Problem, type ProblemCode } from '@talent/shared/errors'

/** Nothing that a test does may depend on settings of the shell it was started from. */
for (const name of ['PORT', 'DATA_DIR', 'DATABASE_URL']) delete process.env[name]

expect.extend({
  /** `await expect(caller.call(…)).toBeProblem(409, 'STALE')` */
  async toBeProblem(received: Promise<unknown>, status: number, code: ProblemCode) {
    const outcome = await received.then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error }),
    )
    const error = 'error' in outcome ? outcome.error : null
    const pass = error instanceof Problem && error.status === status && error.code === code
    const got = error instanceof Problem ? `${error.status} ${error.code} ${JSON.stringify(error.extra)}` : error ? String(error) : 'an answer'
    return { pass, message: () => `expected ${status} ${code}, got ${got}` }
  },
})

declare global {
  namespace jest {
    interface Matchers<R> {
      toBeProblem(status: number, code: ProblemCode): Promise<R>
    }
  }
}
