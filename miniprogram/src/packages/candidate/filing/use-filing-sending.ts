import { confirmFiling, type Filing, objectToFiling } from '@talent/shared/contract/candidate'
import type { Me } from '@talent/shared/contract/wechat-session'
import { checkSubjectKey } from '@talent/shared/domain/check-subject'
import { Problem } from '@talent/shared/errors'
import { pageScrollTo } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { asCallProblem, type CallProblem } from '../../../api/problem-text'
import { useMutation } from '../../../api/use-mutation'
import { consentTo, hasConsent } from '../../../face-check/face-consent'
import { canCheckFace, type FaceResult } from '../../../face-check/face-result'
import { type ManualWay, useManualCheck } from '../../../face-check/use-manual-check'
import { useFaceCheck } from '../../../face-check/use-face-check'
import type { FilingReview } from './use-filing-review'

export interface FilingSending {
  /** Confirming needs a check of the person by face: the exam year wants one, and it is not made by hand. */
  needsFace: boolean
  /** The check is made by hand; null when the exam year asks none or it is made by face. */
  manual: ManualWay | null
  /** The document allows the face. */
  canChooseFace: boolean
  choose: (way: 'face' | 'manual') => void
  needsFaceConsent: boolean
  faceResult: FaceResult | null
  /** The result of a face check is being asked for. */
  asking: boolean
  failure: CallProblem | null
  /** Confirmed a moment ago, on this page. */
  justConfirmed: boolean
  /** Face check where needed, then the confirmation; true when nothing is left to do in the sheet. */
  confirm: () => Promise<boolean>
  /** Asks once more for the result of the face check, and goes on when it has passed. */
  askAgain: () => Promise<boolean>
  object: () => Promise<void>
}

/** What leaves the page: the confirmation with its face check, and the objections. */
export function useFilingSending(filing: Filing | null, me: Me | null, review: FilingReview | null, refetch: () => Promise<void>): FilingSending {
  const confirming = useMutation(confirmFiling)
  const objecting = useMutation(objectToFiling)
  const [failure, setFailure] = useState<CallProblem | null>(null)
  const [faceResult, setFaceResult] = useState<FaceResult | null>(null)
  const [tried, setTried] = useState(false)
  const [chosen, setChosen] = useState<'face' | 'manual'>('face')
  const needsCheck = filing?.faceCheckRequired === true && review !== null
  const canChooseFace = canCheckFace(me?.identity.identityType ?? null)
  const way = useManualCheck('confirmFiling', filing && needsCheck ? checkSubjectKey({ kind: 'trial', trialId: filing.trialId }) : null)
  const isManual = needsCheck && (chosen === 'manual' || !canChooseFace || way.standing)
  const needsFace = needsCheck && !isManual
  // A check begun for other content than what is filed now is for nothing.
  const face = useFaceCheck('confirmFiling', filing ? `${filing.trialId} ${filing.contentHash}` : '')

  /** What comes of it is said at the top. */
  const showTop = async () => {
    await refetch()
    void pageScrollTo({ scrollTop: 0, duration: 200 })
  }
  const fail = async (problem: CallProblem): Promise<boolean> => {
    setFailure(problem)
    const overtaken = problem instanceof Problem && ['FILING_CHANGED', 'CONFIRMATION_STATE', 'NOT_FOUND'].includes(problem.code)
    if (problem instanceof Problem && problem.code === 'FACE_NOT_PASSED') {
      face.used()
      if (isManual) await way.refresh()
    }
    if (overtaken) await showTop()
    return overtaken
  }
  const send = async (checkId: number | null): Promise<boolean> => {
    if (!filing) return true
    setFailure(null)
    setTried(true)
    const { trialId, contentHash, sections } = filing
    const outcome = await confirming.send({ trialId, contentHash, declarationAccepted: true, sections: sections.map(({ section }) => section), checkId })
    if (!outcome.ok) return fail(outcome.problem)
    face.used()
    await showTop()
    return true
  }
  const after = async (result: FaceResult | null): Promise<boolean> => {
    setFaceResult(result)
    if (result?.kind === 'problem' && result.problem instanceof Problem && result.problem.code === 'FACE_NOT_AVAILABLE') setChosen('manual')
    return result?.kind === 'passed' ? send(result.checkId) : false
  }
  const confirm = async (): Promise<boolean> => {
    setFailure(null)
    if (isManual) {
      if (way.passedId !== null) return send(way.passedId)
      await way.refresh()
      return false
    }
    if (!needsFace) return send(null)
    // Passed already, and the confirmation did not arrive: no second check.
    if (faceResult?.kind === 'passed') {
      const found = await face.resume()
      if (found?.kind === 'passed') return after(found)
    }
    try {
      if (!hasConsent(me, 'face')) await consentTo('face')
    } catch (error) {
      setFailure(asCallProblem(error))
      return false
    }
    return after(await face.run())
  }
  const askAgain = async () => after(await face.resume())

  const object = async () => {
    if (!filing || !review) return
    setFailure(null)
    const { trialId, contentHash } = filing
    const objections = review.draft.objections.map(({ section, field, remark }) => ({ section, field, remark }))
    const outcome = await objecting.send({ trialId, contentHash, objections })
    if (!outcome.ok) return void (await fail(outcome.problem))
    review.finish()
    await showTop()
  }

  // Back from the page that does the face check in the browser, or after WeChat ended the app during one.
  const loaded = needsFace && review !== null && review.loaded
  const goOn = useRef<() => void>(() => {})
  goOn.current = () => {
    // Only for what was found right before leaving.
    if (review?.unseen.length === 0 && review.draft.objections.length === 0) void askAgain()
  }
  const resumed = useRef(false)
  useEffect(() => {
    // Once: a check that is begun later answers by itself.
    if (!loaded || resumed.current) return
    resumed.current = true
    goOn.current()
  }, [loaded])

  const choose = (to: 'face' | 'manual') => {
    setFaceResult(null)
    setChosen(to)
  }
  return {
    needsFace, manual: isManual ? way : null, canChooseFace, choose, needsFaceConsent: needsFace && !hasConsent(me, 'face'), faceResult, asking: face.asking,
    // An earlier try of which no answer came may have done it: then nothing has failed.
    failure: filing?.state === 'awaiting' ? failure : null,
    justConfirmed: tried && filing?.state === 'confirmed',
    confirm, askAgain, object,
  }
}
