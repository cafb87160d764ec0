import type { SessionInfo } from '@talent/shared/contract/session'
import { Button, Modal } from 'antd'
import { useNavigate } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useAcceptSession, useSession, useSignOut } from '../../api/session'
import { ownerOf } from '../../api/session-store'
import { abandonOpenWork } from '../../layout/open-work'
import { ScanSignIn } from './scan-sign-in'
import { SignInForm } from './sign-in-form'

/** Over the page whose session ended: nothing on the page is lost. Somebody else starts at the home page. */
export function SignInAgain() {
  const { account, organization } = useSession()
  const accept = useAcceptSession()
  const signOut = useSignOut()
  const navigate = useNavigate()
  const earlier = ownerOf({ account, organization })
  const signedIn = (info: SessionInfo) => {
    accept(info)
    if (ownerOf(info) !== earlier) void navigate('/', { replace: true })
  }
  const giveUp = () => {
    abandonOpenWork()
    signOut.mutate()
  }
  return (
    <Modal open title="登录已过期，请重新登录" footer={null} closable={false} keyboard={false} mask={{ closable: false }} width={420}>
      <p style={{ marginBottom: 16 }}>本页已填写的内容还在，重新登录后接着完成刚才的操作。</p>
      {account.kind === 'manager' ? <ScanSignIn onSignedIn={signedIn} /> : <SignInForm username={account.username} onSignedIn={signedIn} />}
      <Button type="link" danger block loading={signOut.isPending} onClick={giveUp} style={{ marginTop: 8 }}>
        不再登录，放弃未保存的内容
      </Button>
      <ProblemAlert error={signOut.error} />
    </Modal>
  )
}
