import { z } from '@talent/shared/zod'
import { SpecimenCard } from './specimen-card'
import type { SandboxState } from './sandbox-state'
import { emptyState, faultTargets, modes } from './sandbox-state'

const Switch = z.object({
  upstream: z.enum(faultTargets),
  mode: z.enum(modes),
  /** For that many calls; absent: until told otherwise. */
  times: z.optional(z.int().check(z.positive())),
  /** For `slow`; 10,000 when absent. */
  delayMs: z.optional(z.int().check(z.nonnegative())),
  /** For `fail`: the upstream's own code, `43101` or `LimitExceeded.PhoneNumberDailyLimit`. */
  code: z.optional(z.string()),
})

/** What the sandbox can be told, by call, by `POST /control` or on its page. */
export const SandboxCommand = z.union([
  Switch,
  /** Result of one face check, or with `*` of all from now on (`pending`: a person decides on the page). */
  z.object({ face: z.string(), result: z.enum(['pending', 'passed', 'failed']) }),
  /** What the next picture without a block code shows to the OCR; used once, in order. */
  z.object({ nextCard: SpecimenCard }),
  /** The name check denies this identity number. */
  z.object({ mismatch: z.string() }),
  /** The access token in use: `expire` answers 42001 from now on, `revoke` 40001 although its time isn't over. */
  z.object({ accessToken: z.enum(['expire', 'revoke']) }),
  /** Messages to this person are refused with 43101. */
  z.object({ notSubscribed: z.string() }),
  /** Forgets everything. */
  z.object({ reset: z.literal(true) }),
])
export type SandboxCommand = z.infer<typeof SandboxCommand>

/** @throws RangeError for a face check that isn't there */
export function apply(state: SandboxState, command: SandboxCommand): void {
  if ('upstream' in command) {
    if (command.mode === 'ok') state.faults.delete(command.upstream)
    else {
      const { mode, times = null, delayMs = 10_000, code = null } = command
      state.faults.set(command.upstream, { mode, left: times, delayMs, code })
    }
  } else if ('face' in command) setFace(state, command.face, command.result)
  else if ('nextCard' in command) state.nextCards.push(command.nextCard)
  else if ('mismatch' in command) state.mismatches.add(command.mismatch)
  else if ('notSubscribed' in command) state.notSubscribed.add(command.notSubscribed)
  else if ('accessToken' in command) endToken(state, command.accessToken)
  else Object.assign(state, emptyState())
}

function setFace(state: SandboxState, verifyId: string, result: 'pending' | 'passed' | 'failed'): void {
  if (verifyId === '*') {
    state.faceDefault = result
    return
  }
  const session = state.faces.get(verifyId)
  if (!session) throw new RangeError('no such face check')
  session.result = result
}

function endToken(state: SandboxState, how: 'expire' | 'revoke'): void {
  if (!state.accessToken) return
  state.expiredTokens.add(state.accessToken.value)
  if (how === 'expire') state.accessToken = null
}
