import { z } from '@talent/shared/zod'
import { SpecimenCard } from './specimen-card'
import type { SandboxState } from './sandbox-state'
import { emptyState, faultTargets, modes } from './sandbox-state'
import type { Bank } from './wechatpay-bank'

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
  /** Somebody pays an order by its number; what is given besides is what the bank took instead. `force`: although it is closed. */
  z.object({ pay: z.string(), amountFen: z.optional(z.int()), currency: z.optional(z.string()), mchId: z.optional(z.string()), force: z.optional(z.boolean()) }),
  /** What happens to WeChat Pay's notices from now on: sent at once, held back, or never made. */
  z.object({ paymentNotices: z.enum(['send', 'hold', 'none']) }),
  /** What becomes of refunds from now on; wait: nothing until told. */
  z.object({ refunds: z.enum(['succeed', 'wait', 'abnormal', 'close']) }),
  /** How a refund that waits, or is abnormal, ends. */
  z.object({ refund: z.string(), result: z.enum(['succeed', 'abnormal', 'close']) }),
  /** Forgets everything. */
  z.object({ reset: z.literal(true) }),
])
export type SandboxCommand = z.infer<typeof SandboxCommand>

/** @throws RangeError for a face check, an order or a refund that isn't there or can't be changed */
export function apply(state: SandboxState, bank: Bank | null, command: SandboxCommand): void {
  if ('pay' in command) must(bank?.pay(command), 'this order can not be paid')
  else if ('refund' in command) must(bank?.finishRefund(command.refund, command.result), 'this refund can not end')
  else if ('paymentNotices' in command) state.bank.noticeMode = command.paymentNotices
  else if ('refunds' in command) state.bank.refundMode = command.refunds
  else if ('upstream' in command) {
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

function must(done: boolean | undefined, fault: string): void {
  if (!done) throw new RangeError(fault)
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
