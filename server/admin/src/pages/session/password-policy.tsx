import { CheckCircleFilled, CloseCircleFilled, MinusCircleOutlined } from '@ant-design/icons'
import { checkPassword } from '@talent/shared/domain/password'
import styles from './session.module.css'

const rules: { label: string; codes: string[] }[] = [
  { label: '至少 8 位', codes: ['PASSWORD_LENGTH'] },
  { label: '大写字母、小写字母、数字和符号都要有', codes: ['PASSWORD_KINDS'] },
  { label: '只用英文输入法的字符，不含空格和 % " \' ` \\ < >', codes: ['PASSWORD_NOT_ASCII', 'PASSWORD_FORBIDDEN'] },
  { label: '没有 4 个及以上连续或相同的字符，如 1234、dcba、aaaa', codes: ['PASSWORD_RUN', 'PASSWORD_REPEATED'] },
  { label: '与账号不同', codes: ['PASSWORD_IS_USERNAME'] },
]

/** The policy as a list that answers while the password is typed. */
export function PasswordPolicy({ password, username }: { password: string; username: string }) {
  const issues = checkPassword(password, { username })
  return (
    <ul className={styles.policy} aria-label="新密码的要求" aria-live="polite">
      {rules.map((rule) => {
        const broken = issues.find((issue) => rule.codes.includes(issue.code))
        if (password === '') return <Line key={rule.label} state="open" words={rule.label} />
        return <Line key={rule.label} state={broken ? 'unmet' : 'met'} words={broken ? broken.message : rule.label} />
      })}
      <Line state="open" words="与最近 5 次用过的密码不同（保存时检查）" />
    </ul>
  )
}

const looks = {
  open: { icon: <MinusCircleOutlined aria-hidden />, word: '' },
  met: { icon: <CheckCircleFilled aria-hidden />, word: '已符合：' },
  unmet: { icon: <CloseCircleFilled aria-hidden />, word: '未符合：' },
}

function Line({ state, words }: { state: keyof typeof looks; words: string }) {
  const { icon, word } = looks[state]
  return (
    <li className={styles[state]}>
      {icon}
      <span>
        {word && <span className="visually-hidden">{word}</span>}
        {words}
      </span>
    </li>
  )
}
