import { bindManager, lookUpAuthorizationCode } from '@talent/shared/contract/authorization'
import type { Output } from '@talent/shared/contract/endpoint'
import { getMe } from '@talent/shared/contract/wechat-session'
import { normalizeCode } from '@talent/shared/domain/codes'
import { Problem, type ProblemCode } from '@talent/shared/errors'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../../api/call'
import { asCallProblem, type CallProblem } from '../../../api/problem-text'
import { rememberMe } from '../../../api/session'
import { type FaceResult, faceNotice } from '../../../face-check/face-result'
import { pendingCheck } from '../../../face-check/pending-check'
import { useFaceCheck } from '../../../face-check/use-face-check'
import { keepDraft, readDraft } from '../../../platform/drafts'
import type { Tone } from '@talent/shared/tokens'
import { codeProblem } from './authorization-code'

export type Grant = Output<typeof lookUpAuthorizationCode>

/** Where one is on the way from a code to a binding. */
export type Stage =
  | { at: 'code' }
  /** `checkId`: a check that has passed and waits to be used. */
  | { at: 'grant'; code: string; grant: Grant; checkId: number | null }
  | { at: 'bound'; bindingId: number; grant: Grant }

export interface Told {
  tone: Tone
  text: string
}

/** A face check is for the binding as such: the server ties it to the user and the purpose. */
const subject = 'binding'
/** The browser leaves the page for the face check; the code is asked for once. */
const draftName = 'authorization-code'
const isText = (value: unknown): value is string => typeof value === 'string'

const codeRefusals: ReadonlySet<ProblemCode> = new Set(['CODE_WRONG', 'CODE_USED', 'CODE_EXPIRED', 'CODE_REVOKED', 'CODE_LOCKED', 'ALREADY_MANAGER'])
const isAboutCode = (problem: CallProblem): boolean => problem instanceof Problem && codeRefusals.has(problem.code)
export const isFaceUnavailable = (problem: CallProblem): boolean => problem instanceof Problem && problem.code === 'FACE_NOT_AVAILABLE'

/** From the code to the binding. Nothing rejects; `told` says what went wrong. */
export function useBinding() {
  const [code, setCode] = useState(() => readDraft(draftName, isText) ?? '')
  const [stage, setStage] = useState<Stage>({ at: 'code' })
  const [codeError, setCodeError] = useState<string | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  /** The manual way was chosen, or WeChat can't check this person. */
  const [manual, setManual] = useState(false)
  const face = useFaceCheck('bindManager', subject)

  const enterCode = useCallback((typed: string) => {
    setCode(typed)
    setCodeError(null)
  }, [])

  const lookUp = useCallback(async (typed: string): Promise<Grant | null> => {
    const early = codeProblem(typed)
    setCodeError(early)
    if (early !== null) return null
    const normal = normalizeCode(typed)
    try {
      const grant = await call(lookUpAuthorizationCode, { code: normal })
      keepDraft(draftName, normal)
      setTold(null)
      setStage({ at: 'grant', code: normal, grant, checkId: null })
      return grant
    } catch (error) {
      const problem = asCallProblem(error)
      // Without an answer the code is as good as before.
      if (problem instanceof Problem) keepDraft(draftName, null)
      setCodeError(problem.message)
      return null
    }
  }, [])

  const { run, resume, used } = face
  const bind = useCallback(async (of: { code: string; grant: Grant }, checkId: number) => {
    try {
      const { bindingId } = await call(bindManager, { code: of.code, checkId })
      keepDraft(draftName, null)
      used()
      setStage({ at: 'bound', bindingId, grant: of.grant })
      // The pages after this one know of the binding at once; when that fails they ask themselves.
      rememberMe(await call(getMe, {}))
    } catch (error) {
      refuse(asCallProblem(error))
    }

    function refuse(problem: CallProblem) {
      if (isAboutCode(problem)) {
        keepDraft(draftName, null)
        setStage({ at: 'code' })
        setCodeError(problem.message)
        return
      }
      const spent = problem instanceof Problem && problem.code === 'FACE_NOT_PASSED'
      if (spent) used()
      setStage((now) => (now.at === 'grant' ? { ...now, checkId: spent ? null : checkId } : now))
      setTold({ tone: 'stop', text: problem.message })
    }
  }, [used])

  const afterFace = useCallback(async (of: { code: string; grant: Grant }, result: FaceResult | null) => {
    if (result?.kind === 'passed') return bind(of, result.checkId)
    if (result?.kind === 'problem' && isFaceUnavailable(result.problem)) setManual(true)
    setTold(faceNotice(result))
  }, [bind])

  /** `passedId`: of a manual check; else the face is checked. */
  const confirm = useCallback(async (passedId: number | null) => {
    if (stage.at !== 'grant') return
    setTold(null)
    const checkId = passedId ?? stage.checkId
    if (checkId !== null) await bind(stage, checkId)
    else await afterFace(stage, await run())
  }, [stage, bind, run, afterFace])

  /** By a tap. A check that has passed, and whose binding was cut off, is not asked for twice. */
  const open = async () => {
    if ((await lookUp(code)) === null) return
    const found = await resume()
    if (found?.kind === 'passed') setStage((now) => (now.at === 'grant' ? { ...now, checkId: found.checkId } : now))
  }

  const choose = useCallback((way: 'face' | 'manual') => {
    setTold(null)
    setManual(way === 'manual')
  }, [])

  const again = useCallback(() => {
    keepDraft(draftName, null)
    setCode('')
    setTold(null)
    setStage({ at: 'code' })
  }, [])

  // Coming back from the page of the face check, or after WeChat ended the app during it.
  const resumed = useRef(false)
  useEffect(() => {
    if (resumed.current) return
    resumed.current = true
    const kept = readDraft(draftName, isText)
    if (kept === null || pendingCheck('bindManager', subject) === null) return
    void lookUp(kept).then(async (grant) => {
      if (grant) await afterFace({ code: kept, grant }, await resume())
    })
  }, [lookUp, afterFace, resume])

  return { code, enterCode, codeError, lookUp: open, stage, told, tell: setTold, manual, choose, asking: face.asking, confirm, again }
}

export type Binding = ReturnType<typeof useBinding>
