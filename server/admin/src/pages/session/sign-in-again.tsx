import { Button, Modal } from 'antd'
import { useNavigate } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useAcceptSession, useSession, useSignOut } from '../../api/session'
import { SignInForm } from './sign-in-form'

/** Over the page whose session ended: nothing on the page is lost. Somebody else starts at the home page. */
export function SignInAgain({ username }: { username: string }) {
  const { account } = useSession()
  const accept = useAcceptSession()
  const signOut = useSignOut()
  const navigate = useNavigate()
  return (
    <Modal
      open
      title="登录已过期，请重新登录"
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={420}
    >
      <p style={{ marginBottom: 16 }}>本页已填写的内容还在，重新登录后可以继续。</p>
      <SignInForm
        username={username}
        onSignedIn={(info) => {
          accept(info)
          if (info.account.id !== account.id) void navigate('/', { replace: true })
        }}
      />
      <Button type="link" danger block loading={signOut.isPending} onClick={() => signOut.mutate()} style={{ marginTop: 8 }}>
        不再登录，放弃未保存的内容
      </Button>
      <ProblemAlert error={signOut.error} />
    </Modal>
  )
}
