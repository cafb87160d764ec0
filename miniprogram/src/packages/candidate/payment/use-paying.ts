import { checkPayment, closePaymentOrder, openPaymentOrder, type Payment } from '@talent/shared/contract/payments'
import { Problem } from '@talent/shared/errors'
import type { Tone } from '@talent/shared/tokens'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../../api/call'
import { asCallProblem, type CallProblem } from '../../../api/problem-text'
import { askSubscription } from '../../../api/subscription'
import type { QueryResult } from '../../../api/use-query'
import { showPayment } from '../../../platform/payment'
import { attemptOf, forgetAttempt, mayBePaid, rememberAttempt, stillOpen } from './payment-attempt'
import { words } from './payment-words'

/** ms before each question after the first; WeChat Pay's word is there within seconds. */
const pauses = [1_500, 2_500, 4_000, 6_000]
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

export interface Word {
  tone: Tone
  text: string
}

export interface Paying {
  /** The server is being asked what became of the payment. */
  asking: boolean
  word: Word | null
  /** It may be paid already: there is only asking, no paying. */
  mustAsk: boolean
  pay: () => Promise<void>
  /** Asks until it is known, some seconds long. */
  ask: () => Promise<void>
  close: () => Promise<void>
}

/** Pays one fee. Whatever the phone reports, the server's word counts; while that is open, nothing is paid twice. */
export function usePaying(applicationId: number, query: QueryResult<Payment>): Paying {
  const [asking, setAsking] = useState(false)
  const [word, setWord] = useState<Word | null>(null)
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])
  const { replace, refetch } = query

  const refuse = useCallback(async (problem: CallProblem, about: string) => {
    // The fee stands otherwise than the page says: paid on another phone, closed, not asked any more. The page says how.
    if (problem instanceof Problem && problem.code === 'PAYMENT_STATE') return refetch()
    if (problem instanceof Problem) return setWord({ tone: problem.code === 'PAYMENT_UNAVAILABLE' ? 'ask' : 'stop', text: problem.message })
    setWord({ tone: 'stop', text: `${problem.message}。${about}` })
  }, [refetch])

  /** One question; what it answers settles what the phone only believes. */
  const question = useCallback(async (): Promise<Payment> => {
    const payment = await call(checkPayment, { applicationId })
    const attempt = attemptOf(applicationId)
    if (attempt && !stillOpen(attempt, payment)) forgetAttempt(applicationId)
    replace(payment)
    return payment
  }, [applicationId, replace])

  /** `patient`: a payment is expected, so that an open order is asked for again. Null: no answer. */
  const find = useCallback(async (patient: boolean): Promise<Payment | null> => {
    setAsking(true)
    try {
      let payment = await question()
      for (const ms of patient ? pauses : []) {
        if (payment.state !== 'paying' || gone.current) break
        await pause(ms)
        payment = await question()
      }
      return payment
    } catch (error) {
      if (attemptOf(applicationId)) setWord(words.unknown(asCallProblem(error).message))
      else setWord({ tone: 'wait', text: asCallProblem(error).message })
      return null
    } finally {
      setAsking(false)
    }
  }, [applicationId, question])

  const pay = async () => {
    setWord(null)
    await askSubscription('payment')
    try {
      const opened = await call(openPaymentOrder, { applicationId })
      rememberAttempt(applicationId, { orderId: opened.orderId, reported: false, at: Date.now() })
      const shown = await showPayment(opened)
      if (shown === 'left') return
      if (shown === 'unavailable') {
        forgetAttempt(applicationId)
        await refetch()
        return setWord(words.elsewhere)
      }
      if (shown === 'reported') rememberAttempt(applicationId, { orderId: opened.orderId, reported: true, at: Date.now() })
      const found = await find(shown === 'reported')
      if (found?.state === 'paying') setWord(words[shown])
    } catch (error) {
      await refuse(asCallProblem(error), words.notBegun)
    }
  }

  const ask = async () => {
    setWord(null)
    const reported = attemptOf(applicationId)?.reported === true
    const found = await find(reported)
    if (found?.state === 'paying') setWord(reported ? words.reported : words.notFound)
  }

  const close = async () => {
    setWord(null)
    try {
      const payment = await call(closePaymentOrder, { applicationId })
      forgetAttempt(applicationId)
      replace(payment)
      if (payment.state === 'unpaid') setWord(words.closed)
    } catch (error) {
      await refuse(asCallProblem(error), words.notClosed)
    }
  }

  const payment = query.status === 'ready' ? query.data : null
  useAskOnce(payment?.mayCheck ?? null, async () => {
    const attempt = attemptOf(applicationId)
    // Back from the cashier, or from an app that WeChat ended: the person waits for the outcome. Else it is only news.
    if (attempt) await ask()
    else await question().catch(() => undefined)
  })
  return { asking, word, mustAsk: payment !== null && mayBePaid(attemptOf(applicationId), payment, Date.now()), pay, ask, close }
}

/** When the page has come to know that there may be news, once. */
function useAskOnce(mayAsk: boolean | null, ask: () => Promise<unknown>): void {
  const latest = useRef(ask)
  latest.current = ask
  const done = useRef(false)
  useEffect(() => {
    if (mayAsk === null || done.current) return
    done.current = true
    if (mayAsk) void latest.current()
  }, [mayAsk])
}
