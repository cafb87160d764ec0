import { confirmWebSignIn, lookUpWebSignIn, refuseWebSignIn, type WebSignInRequest } from '@talent/shared/contract/manager-sign-in'
import { isWebSignInCode, webSignInCodeLength } from '@talent/shared/domain/codes'
import { useState } from 'react'
import { useMutation } from '../../../api/use-mutation'
import { useScannedCode } from '../use-scanned-code'

/** `asked`: the browser that waits is known; `granted` and `refused`: it has its answer. */
export type Stage = { at: 'code' } | { at: 'asked'; code: string; request: WebSignInRequest } | { at: 'granted' } | { at: 'refused' }

/** What is wrong with a typed code before the server is asked. */
function codeProblem(code: string): string | null {
  if (code === '') return '请扫描或输入登录码'
  return isWebSignInCode(code) ? null : `登录码是 ${webSignInCodeLength} 位字母和数字，请扫描电脑上的登录二维码`
}

/** From a scanned code to the answer of the one who scanned it. Nothing rejects. */
export function useWebSignIn() {
  const [stage, setStage] = useState<Stage>({ at: 'code' })
  const confirming = useMutation(confirmWebSignIn)
  const refusing = useMutation(refuseWebSignIn)
  const { clear, ...scanned } = useScannedCode({
    look: useMutation(lookUpWebSignIn), problemOf: codeProblem, onFound: (code, request) => setStage({ at: 'asked', code, request }),
  })

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
    clear()
    confirming.reset()
    refusing.reset()
    setStage({ at: 'code' })
  }
  return {
    ...scanned, stage, confirm, refuse, again,
    confirming: confirming.status === 'sending', refusing: refusing.status === 'sending',
    problem: confirming.status === 'failed' ? confirming.problem : refusing.status === 'failed' ? refusing.problem : null,
  }
}

export type WebSignIn = ReturnType<typeof useWebSignIn>
