import { addAuxiliary, type FoundPerson, lookUpManagerPerson, transferManager } from '@talent/shared/contract/authorization'
import { getMe } from '@talent/shared/contract/wechat-session'
import { checkSubjectKey } from '@talent/shared/domain/check-subject'
import { Problem } from '@talent/shared/errors'
import type { Tone } from '@talent/shared/tokens'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../../api/call'
import { asCallProblem, type CallProblem, issueText } from '../../../api/problem-text'
import { rememberMe } from '../../../api/session'
import { type FaceResult, faceNotice } from '../../../face-check/face-result'
import { useFaceCheck } from '../../../face-check/use-face-check'
import { useManualCheck } from '../../../face-check/use-manual-check'

export type Change = 'transfer' | 'auxiliary'

const purposes = { transfer: 'transferManager', auxiliary: 'addAuxiliary' } as const

export interface Entered {
  identityType: string
  identityNumber: string
}

export type Stage =
  | { at: 'number' }
  | { at: 'person'; entered: Entered; person: FoundPerson }
  | { at: 'done'; person: FoundPerson }

export interface Told {
  tone: Tone
  text: string
}

/** From another one's number to the change. The number is kept nowhere: who comes back later enters it again. */
export function useManagerChange(bindingId: number, change: Change) {
  const [entered, setEntered] = useState<Entered>({ identityType: 'residentCard', identityNumber: '' })
  const [numberError, setNumberError] = useState<string | null>(null)
  const [stage, setStage] = useState<Stage>({ at: 'number' })
  const [told, setTold] = useState<Told | null>(null)
  const [manual, setManual] = useState(false)
  /** A face check that has passed and waits to be used. */
  const [passedFace, setPassedFace] = useState<number | null>(null)
  const purpose = purposes[change]
  const face = useFaceCheck(purpose, `binding-${bindingId}`)
  const way = useManualCheck(purpose, checkSubjectKey({ kind: 'binding', bindingId }))

  const enter = useCallback((next: Partial<Entered>) => {
    setEntered((now) => ({ ...now, ...next }))
    setNumberError(null)
  }, [])

  const lookUp = async () => {
    if (entered.identityNumber.trim() === '') return setNumberError('请填写对方的证件号')
    setTold(null)
    try {
      const asked = { ...entered, identityNumber: entered.identityNumber.trim() }
      setStage({ at: 'person', entered: asked, person: await call(lookUpManagerPerson, { bindingId, ...asked }) })
    } catch (error) {
      refuseNumber(asCallProblem(error))
    }
  }

  const refuseNumber = (problem: CallProblem) => setNumberError(issueText(problem, 'identityNumber') ?? issueText(problem, 'number') ?? problem.message)

  const apply = async (checkId: number) => {
    if (stage.at !== 'person') return
    const { person } = stage
    try {
      if (change === 'transfer') await call(transferManager, { bindingId, ...stage.entered, checkId })
      else await call(addAuxiliary, { bindingId, ...stage.entered, checkId })
      face.used()
      setStage({ at: 'done', person })
    } catch (error) {
      const problem = asCallProblem(error)
      const spent = problem instanceof Problem && problem.code === 'FACE_NOT_PASSED'
      setPassedFace(spent || manual || way.standing ? null : checkId)
      if (spent) face.used()
      await way.refresh()
      return setTold({ tone: 'stop', text: problem.message })
    }
    // The pages after this one know of it at once; when that fails they ask themselves.
    await call(getMe, {}).then(rememberMe, () => undefined)
  }

  const afterFace = async (result: FaceResult | null) => {
    if (result?.kind === 'passed') return apply(result.checkId)
    if (result?.kind === 'problem' && result.problem instanceof Problem && result.problem.code === 'FACE_NOT_AVAILABLE') setManual(true)
    setTold(faceNotice(result))
  }
  const confirm = async () => {
    setTold(null)
    const checkId = way.passedId ?? passedFace
    if (checkId !== null) await apply(checkId)
    else await afterFace(await face.run())
  }

  // A check that was begun before the app or the page was left is good for this attempt.
  const { resume } = face
  const resumed = useRef(false)
  useEffect(() => {
    if (resumed.current) return
    resumed.current = true
    void resume().then((result) => {
      if (result?.kind === 'passed') setPassedFace(result.checkId)
    })
  }, [resume])

  const again = () => {
    setTold(null)
    setStage({ at: 'number' })
  }
  const choose = (to: 'face' | 'manual') => {
    setTold(null)
    setManual(to === 'manual')
  }
  return { entered, enter, numberError, lookUp, stage, told, tell: setTold, manual, choose, way, checked: passedFace !== null || way.passedId !== null, asking: face.asking, confirm, again }
}

export type ManagerChange = ReturnType<typeof useManagerChange>
