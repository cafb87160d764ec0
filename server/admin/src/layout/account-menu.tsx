import { DownOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useNavigate } from 'react-router'
import { problemText } from '../api/problem-text'
import { useSession, useSignOut } from '../api/session'
import { abandonOpenWork, hasOpenWork } from './open-work'
import { leaveQuestion } from './use-unsaved-guard'

export function AccountMenu() {
  const { account } = useSession()
  const { message, modal } = App.useApp()
  const navigate = useNavigate()
  const signOut = useSignOut()
  const isManager = account.kind === 'manager'
  const end = () => {
    abandonOpenWork()
    signOut.mutate(undefined, { onError: (error) => void message.error(problemText(error)) })
  }
  const ask = () => modal.confirm({ ...leaveQuestion, content: '退出登录后，本页填写的内容将丢失。', okText: '退出，不保存', onOk: end })
  const own = [
    { key: 'verification', label: '实名认证', disabled: account.mustChangePassword, onClick: () => void navigate('/account-verification') },
    { key: 'password', label: '修改密码', onClick: () => void navigate('/password') },
  ]
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'who', label: isManager ? '业务管理人（扫码登录）' : `账号：${account.username}`, disabled: true },
          { type: 'divider' },
          ...(isManager ? [] : own),
          {
            key: 'sign-out',
            label: '退出登录',
            onClick: () => void (hasOpenWork() ? ask() : end()),
          },
        ],
      }}
    >
      <Button type="text" loading={signOut.isPending}>
        {account.displayName || account.username}
        <DownOutlined aria-hidden />
      </Button>
    </Dropdown>
  )
}
