import type { Output } from '@talent/shared/contract/endpoint'
import { lookUpPositionRequest, sendPosition } from '@talent/shared/contract/institution'
import { useCallback, useEffect, useRef, useState } from 'react'
import { issueText } from '../../../api/problem-text'
import { useMutation } from '../../../api/use-mutation'
import { measurePosition, type Measured } from '../../../platform/location'
import { pageParam } from '../../../platform/navigation'
import { codeIn, codeProblem } from './position-code'

export type Request = Output<typeof lookUpPositionRequest>

/** `place`: the form that waits is known; `measured`: the position is on the screen; `sent`: the form has it. */
export type Stage = { at: 'code' } | { at: 'place'; code: string; request: Request } | { at: 'measured'; code: string; request: Request; position: Measured } | { at: 'sent'; request: Request }

/** From a scanned or typed code to the position in the open form. Nothing rejects. */
export function usePositionSending() {
  const [handed] = useState(() => codeIn(pageParam('code') ?? pageParam('q') ?? ''))
  const [code, setCode] = useState(handed)
  const [codeError, setCodeError] = useState<string | null>(null)
  const [stage, setStage] = useState<Stage>({ at: 'code' })
  const [trouble, setTrouble] = useState<'refused' | 'failed' | null>(null)
  const [measuring, setMeasuring] = useState(false)
  const look = useMutation(lookUpPositionRequest)
  const sending = useMutation(sendPosition)

  const lookUp = useCallback(
    async (typed: string) => {
      const early = codeProblem(typed)
      setCodeError(early)
      if (early !== null) return
      const normal = codeIn(typed)
      const outcome = await look.send({ code: normal })
      if (outcome.ok) setStage({ at: 'place', code: normal, request: outcome.data })
      else setCodeError(issueText(outcome.problem, 'code') ?? outcome.problem.message)
    },
    [look],
  )
  // Whoever scanned the code with WeChat or the browser has nothing to type.
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current || handed === '') return
    asked.current = true
    void lookUp(handed)
  }, [handed, lookUp])

  const measure = async () => {
    if (stage.at !== 'place' && stage.at !== 'measured') return
    setMeasuring(true)
    setTrouble(null)
    const result = await measurePosition()
    setMeasuring(false)
    if (result.kind === 'measured') setStage({ at: 'measured', code: stage.code, request: stage.request, position: result.position })
    else setTrouble(result.kind)
  }
  const send = async () => {
    if (stage.at !== 'measured') return
    const outcome = await sending.send({ code: stage.code, ...stage.position })
    if (outcome.ok) setStage({ at: 'sent', request: stage.request })
  }
  const again = () => {
    setCode('')
    setCodeError(null)
    setTrouble(null)
    setStage({ at: 'code' })
  }
  return {
    code,
    enterCode: (typed: string) => {
      setCode(typed)
      setCodeError(null)
    },
    codeError, stage, trouble, measuring, problem: sending.status === 'failed' ? sending.problem : null, sending: sending.status === 'sending', looking: look.status === 'sending', lookUp: () => lookUp(code), measure, send, again,
  }
}

export type PositionSending = ReturnType<typeof usePositionSending>
