import type { Output } from '@talent/shared/contract/endpoint'
import { lookUpPositionRequest, sendPosition } from '@talent/shared/contract/institution'
import { useState } from 'react'
import { useMutation } from '../../../api/use-mutation'
import { measurePosition, type Measured } from '../../../platform/location'
import { useScannedCode } from '../use-scanned-code'
import { codeProblem } from './position-code'

export type Request = Output<typeof lookUpPositionRequest>

/** `place`: the form that waits is known; `measured`: the position is on the screen; `sent`: the form has it. */
export type Stage = { at: 'code' } | { at: 'place'; code: string; request: Request } | { at: 'measured'; code: string; request: Request; position: Measured } | { at: 'sent'; request: Request }

/** From a scanned or typed code to the position in the open form. Nothing rejects. */
export function usePositionSending() {
  const [stage, setStage] = useState<Stage>({ at: 'code' })
  const [trouble, setTrouble] = useState<'refused' | 'failed' | null>(null)
  const [measuring, setMeasuring] = useState(false)
  const sending = useMutation(sendPosition)
  const { clear, ...scanned } = useScannedCode({
    look: useMutation(lookUpPositionRequest), problemOf: codeProblem, onFound: (code, request) => setStage({ at: 'place', code, request }),
  })

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
    clear()
    setTrouble(null)
    setStage({ at: 'code' })
  }
  return { ...scanned, stage, trouble, measuring, problem: sending.status === 'failed' ? sending.problem : null, sending: sending.status === 'sending', measure, send, again }
}

export type PositionSending = ReturnType<typeof usePositionSending>
