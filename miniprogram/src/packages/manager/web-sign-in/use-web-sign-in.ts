import { confirmWebSignIn, lookUpWebSignIn, refuseWebSignIn, type WebSignInRequest } from '@talent/shared/contract/manager-sign-in'
import { isWebSignInCode, webSignInCodeLength } from '@talent/shared/domain/codes'
import { useCallback, useEffect, useRef, useState } from 'react'
import { issueText } from '../../../api/problem-text'
import { useMutation } from '../../../api/use-mutation'
import { pageParam } from '../../../platform/navigation'
import { codeIn } from '../position/position-code'

/** `asked`: the browser that waits is known; `granted` and `refused`: it has its answer. */
export type Stage = { at: 'code' } | { at: 'asked'; code: string; request: WebSignInRequest } | { at: 'granted' } | { at: 'refused' }

/** What is wrong with a typed code before the server is asked. */
function codeProblem(typed: string): string | null {
  const code = codeIn(typed)
  if (code === '') return '请扫描或输入登录码'
  return isWebSignInCode(code) ? null : `登录码是 ${webSignInCodeLength} 位字母和数字，请扫描电脑上的登录二维码`
}

/** From a scanned code to the answer of the one who scanned it. Nothing rejects. */
export function useWebSignIn() {
  const [handed] = useState(() => codeIn(pageParam('code') ?? pageParam('q') ?? ''))
  const [code, setCode] = useState(handed)
  const [codeError, setCodeError] = useState<string | null>(null)
  const [stage, setStage] = useState<Stage>({ at: 'code' })
  const look = useMutation(lookUpWebSignIn)
  const confirming = useMutation(confirmWebSignIn)
  const refusing = useMutation(refuseWebSignIn)

  const lookUp = useCallback(
    async (typed: string) => {
      const early = codeProblem(typed)
      setCodeError(early)
      if (early !== null) return
      const normal = codeIn(typed)
      const outcome = await look.send({ code: normal })
      if (outcome.ok) setStage({ at: 'asked', code: normal, request: outcome.data })
      else setCodeError(issueText(outcome.problem, 'code') ?? outcome.problem.message)
    },
    [look],
  )
  // Whoever scanned the code with WeChat has nothing to type.
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current || handed === '') return
    asked.current = true
    void lookUp(handed)
  }, [handed, lookUp])

  const confirm = async (bindingId: number) => {
    if (stage.at !== 'asked') return
    const outcome = await confirming.send({ bindingId, code: stage.code })
    if (outcome.ok) setStage({ at: 'granted' })
  }
  const refuse = async () => {
    if (stage.at !== 'asked') return
    const outcome = await refusing.send({ code: stage.code })
    if (outcome.ok) setStage({ at: 'refused' })
  }
  const again = () => {
    setCode('')
    setCodeError(null)
    confirming.reset()
    refusing.reset()
    setStage({ at: 'code' })
  }
  return {
    code,
    enterCode: (typed: string) => {
      setCode(typed)
      setCodeError(null)
    },
    codeError, stage, looking: look.status === 'sending', lookUp: () => lookUp(code), confirm, refuse, again,
    confirming: confirming.status === 'sending', refusing: refusing.status === 'sending',
    problem: confirming.status === 'failed' ? confirming.problem : refusing.status === 'failed' ? refusing.problem : null,
  }
}

export type WebSignIn = ReturnType<typeof useWebSignIn>
