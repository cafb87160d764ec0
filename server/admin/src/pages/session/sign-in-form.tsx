import { getCaptcha, type SessionInfo, signIn } from '@talent/shared/contract/session'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { isProblem } from '../../api/problem-text'
import { useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import styles from './session.module.css'

interface SignInFields {
  username: string
  password: string
  captchaText?: string
}

interface SignInFormProps {
  onSignedIn: (info: SessionInfo) => void
  /** Fills the account in, when the session of a known account has ended. */
  username?: string
}

/** Account and password; a captcha joins them once the server asks for one, and stays until the sign-in worked. */
export function SignInForm({ onSignedIn, username }: SignInFormProps) {
  const [form] = Form.useForm<SignInFields>()
  const [captchaAsked, setCaptchaAsked] = useState(false)
  const captcha = useEndpoint(getCaptcha, {}, { enabled: captchaAsked })
  const submit = useEndpointMutation(signIn, { onSuccess: onSignedIn })

  const send = ({ captchaText, ...fields }: SignInFields) =>
    submit.mutate(captchaAsked ? { ...fields, captchaId: captcha.data?.captchaId, captchaText } : fields, {
      onError: (error) => {
        const asked = isProblem(error, 'CAPTCHA_REQUIRED', 'CAPTCHA_WRONG')
        if (asked) setCaptchaAsked(true)
        // A captcha counts once, whatever the answer was.
        if (captchaAsked) void captcha.refetch()
        form.setFieldValue('captchaText', '')
        form.getFieldInstance(captchaAsked && asked ? 'captchaText' : 'password')?.focus()
      },
    })

  return (
    <Form<SignInFields> form={form} name="sign-in" layout="vertical" requiredMark={false} initialValues={{ username }} onFinish={send}>
      <ProblemAlert error={submit.error} />
      <Form.Item name="username" label="账号" rules={[{ required: true, whitespace: true, message: '请填写账号' }]}>
        <Input size="large" autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={64} autoFocus={!username} />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填写密码' }]}>
        <Input.Password size="large" autoComplete="current-password" maxLength={128} autoFocus={Boolean(username)} />
      </Form.Item>
      {captchaAsked && (
        <Form.Item label="图形验证码" htmlFor="sign-in_captchaText" required>
          <div className={styles.captcha}>
            <Form.Item name="captchaText" noStyle rules={[{ required: true, whitespace: true, message: '请输入图中的字符' }]}>
              <Input size="large" autoComplete="off" autoCapitalize="none" maxLength={16} autoFocus />
            </Form.Item>
            <CaptchaImage svg={captcha.data?.svg} loading={captcha.isFetching} change={() => void captcha.refetch()} />
          </div>
          <ProblemAlert error={captcha.error} retry={() => void captcha.refetch()} />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" size="large" block loading={submit.isPending}>
        登录
      </Button>
    </Form>
  )
}

function CaptchaImage({ svg, loading, change }: { svg: string | undefined; loading: boolean; change: () => void }) {
  return (
    <button type="button" className={styles.captchaImage} aria-label="看不清，换一张验证码" aria-busy={loading} onClick={change}>
      {svg ? <img src={`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`} alt="图形验证码" /> : '加载中'}
    </button>
  )
}
