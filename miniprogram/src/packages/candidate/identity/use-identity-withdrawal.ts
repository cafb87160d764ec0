import { type IdentityVerification, withdrawVerification } from '@talent/shared/contract/identity'
import { checkSubjectKey } from '@talent/shared/domain/check-subject'
import { Problem } from '@talent/shared/errors'
import { useEffect, useRef, useState } from 'react'
import { asCallProblem, type CallProblem } from '../../../api/problem-text'
import { useKnownMe } from '../../../api/use-me'
import { useMutation } from '../../../api/use-mutation'
import { consentTo, hasConsent } from '../../../face-check/face-consent'
import { canCheckFace, type FaceResult } from '../../../face-check/face-result'
import { pendingCheck } from '../../../face-check/pending-check'
import { useFaceCheck } from '../../../face-check/use-face-check'
import { useManualCheck } from '../../../face-check/use-manual-check'

const purpose = 'withdrawIdentity'
const subjectKey = checkSubjectKey({ kind: 'identity' })

/**
 * Giving a verified identity back, by the verified person only: by face, or checked by hand. `verified` is what is there now;
 * null while it is not known or not verified.
 */
export function useIdentityWithdrawal(verified: IdentityVerification | null, onWithdrawn: (now: IdentityVerification) => void) {
  const me = useKnownMe()
  const withdraw = useMutation(withdrawVerification)
  const [open, setOpen] = useState(false)
  const [failure, setFailure] = useState<CallProblem | null>(null)
  const [faceResult, setFaceResult] = useState<FaceResult | null>(null)
  const [chosen, setChosen] = useState<'face' | 'manual'>('face')
  const manual = useManualCheck(purpose, verified && open ? subjectKey : null)
  const canChooseFace = canCheckFace(verified?.identityType ?? null)
  const isManual = chosen === 'manual' || !canChooseFace || manual.standing
  const face = useFaceCheck(purpose, subjectKey)

  const send = async (checkId: number | null) => {
    setFailure(null)
    const outcome = await withdraw.send({ checkId })
    if (outcome.ok) {
      face.used()
      setOpen(false)
      return onWithdrawn(outcome.data)
    }
    const { problem } = outcome
    const spent = problem instanceof Problem && problem.code === 'FACE_NOT_PASSED'
    // Nothing stands against it but that the person is not checked yet.
    if (spent && checkId === null) return setOpen(true)
    setFailure(problem)
    if (!spent) return
    face.used()
    setFaceResult(null)
    if (isManual) await manual.refresh()
  }
  const after = async (result: FaceResult | null) => {
    setFaceResult(result)
    if (result?.kind === 'problem' && result.problem instanceof Problem && result.problem.code === 'FACE_NOT_AVAILABLE') setChosen('manual')
    if (result?.kind === 'passed') await send(result.checkId)
  }
  const resume = async () => after(await face.resume())

  // Back from the page that does the face check in the browser, or after WeChat ended the app during one.
  const isVerified = verified !== null
  const goOn = useRef<() => void>(() => {})
  goOn.current = () => {
    if (pendingCheck(purpose, subjectKey) === null) return
    setOpen(true)
    void resume()
  }
  const resumed = useRef(false)
  useEffect(() => {
    // Once: a check that is begun later answers by itself.
    if (!isVerified || resumed.current) return
    resumed.current = true
    goOn.current()
  }, [isVerified])

  return {
    open, failure, faceResult, canChooseFace, asking: face.asking, resume,
    manual: isManual ? manual : null,
    needsFaceConsent: !isManual && !hasConsent(me, 'face'),
    /** Asks whether it may be at all before anyone is checked. */
    begin: () => send(null),
    close: () => setOpen(false),
    choose: (way: 'face' | 'manual') => {
      setFaceResult(null)
      setChosen(way)
    },
    confirm: async () => {
      if (isManual) return manual.passedId === null ? manual.refresh() : send(manual.passedId)
      try {
        if (!hasConsent(me, 'face')) await consentTo('face')
      } catch (error) {
        return setFailure(asCallProblem(error))
      }
      await after(faceResult?.kind === 'passed' ? faceResult : await face.run())
    },
  }
}

export type IdentityWithdrawal = ReturnType<typeof useIdentityWithdrawal>
