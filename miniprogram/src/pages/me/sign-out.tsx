import { signOutWechat } from '@talent/shared/contract/wechat-session'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { leaveAccount } from '../../api/leave'
import { type CallProblem, isSignInNeeded } from '../../api/problem-text'
import { useMutation } from '../../api/use-mutation'
import { ask } from '../../platform/dialogs'
import { LinkButton, SecondaryButton } from '../../ui/buttons'
import { Notice } from '../../ui/notice'

const here = { title: '退出登录', content: '未提交的核对和填写会从这部手机删除。', confirmText: '退出登录' }
const all = { title: '在所有设备退出', content: '您在其他手机和浏览器上的登录也会失效。手机丢失时请使用。', confirmText: '全部退出' }

/** Ends the session here, or on every device. */
export function SignOut() {
  const signOut = useMutation(signOutWechat)
  const [failure, setFailure] = useState<CallProblem | null>(null)

  const leave = async (everywhere: boolean) => {
    if (!(await ask(everywhere ? all : here))) return
    const outcome = await signOut.send({ everywhere: everywhere ? 'true' : 'false' })
    // Elsewhere only the server can end; here whoever wants out gets out, network or not.
    if (everywhere && !outcome.ok && !isSignInNeeded(outcome.problem)) return setFailure(outcome.problem)
    await leaveAccount()
  }
  return (
    <View className="me__leave">
      {failure ? <Notice tone="stop">{failure.message}</Notice> : null}
      <SecondaryButton onTap={() => leave(false)}>退出登录</SecondaryButton>
      <LinkButton tone="stop" onTap={() => leave(true)}>在所有设备退出</LinkButton>
    </View>
  )
}
