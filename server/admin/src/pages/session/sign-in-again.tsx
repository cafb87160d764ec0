import { Modal } from 'antd'
import { useNavigate } from 'react-router'
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
      mask={{ closable: false }}
      cancelText="退出"
      onCancel={() => signOut.mutate()}
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
    </Modal>
  )
}
