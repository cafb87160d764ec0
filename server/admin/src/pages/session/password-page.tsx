import { changePassword } from '@talent/shared/contract/session'
import { checkPassword } from '@talent/shared/domain/password'
import { App, Button, Form, Input } from 'antd'
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { applyIssues } from '../../api/apply-issues'
import { ProblemAlert } from '../../api/problem-alert'
import { problemIssues } from '../../api/problem-text'
import { useRefreshSession, useSession } from '../../api/session'
import { useEndpointMutation } from '../../api/use-endpoint'
import { FormCard } from '../../ui/form-card'
import { PageHeader } from '../../ui/page-header'
import { PasswordPolicy } from './password-policy'
import styles from './session.module.css'

interface PasswordFields {
  currentPassword: string
  newPassword: string
  repeated: string
}

export function PasswordPage() {
  const { account } = useSession()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const refreshSession = useRefreshSession()
  const [form] = Form.useForm<PasswordFields>()
  const password = Form.useWatch('newPassword', form) ?? ''
  const save = useEndpointMutation(changePassword)
  useEffect(() => void applyIssues(form, problemIssues(save.error)), [form, save.error])

  const submit = ({ currentPassword, newPassword }: PasswordFields) => {
    const issues = checkPassword(newPassword, account, ['newPassword'])
    applyIssues(form, issues)
    if (issues.length > 0) return form.getFieldInstance('newPassword')?.focus()
    save.mutate(
      { currentPassword, newPassword },
      {
        onSuccess: async () => {
          await refreshSession()
          void message.success('密码已修改，下次请用新密码登录')
          void navigate('/', { replace: true })
        },
      },
    )
  }
  return (
    <>
      <PageHeader title="修改密码" description={account.mustChangePassword ? '首次登录或密码被重置后，请先设置新密码，再使用其他功能。' : undefined} />
      <FormCard title="设置新密码">
        <Form<PasswordFields> form={form} name="password" layout="vertical" className={styles.passwordForm} onFinish={submit}>
          <ProblemAlert error={save.error} issues={[]} />
          <input type="text" name="username" autoComplete="username" value={account.username} readOnly hidden />
          <Form.Item name="currentPassword" label="当前密码" rules={[{ required: true, message: '请填写当前密码' }]}>
            <Input.Password autoComplete="current-password" maxLength={128} />
          </Form.Item>
          <Form.Item name="newPassword" label="新密码" required>
            <Input.Password autoComplete="new-password" maxLength={128} />
          </Form.Item>
          <PasswordPolicy password={password} username={account.username} />
          <Form.Item name="repeated" label="再次输入新密码" dependencies={['newPassword']} required rules={[sameAsNew]}>
            <Input.Password autoComplete="new-password" maxLength={128} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            保存新密码
          </Button>
        </Form>
      </FormCard>
    </>
  )
}

const sameAsNew = ({ getFieldValue }: { getFieldValue: (name: 'newPassword') => unknown }) => ({
  validator: async (_rule: unknown, repeated: string | undefined) => {
    if ((repeated ?? '') !== (getFieldValue('newPassword') ?? '')) throw new Error('两次输入的新密码不一致，请重新输入')
  },
})
