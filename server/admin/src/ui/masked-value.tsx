import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { problemText } from '../api/problem-text'
import styles from './ui.module.css'

interface MaskedValueProps {
  /** As the server masked it: 4207****23. */
  masked: string
  /** What the value is, for the button's name: 证件号. */
  label: string
  /** Asks the server for the whole value; each reading is logged there. Without it there is no eye. */
  reveal?: () => Promise<string>
  /** `identityNumber` shows 420700 1990 0101 1234, `mobile` 138 0000 0000. */
  group?: 'identityNumber' | 'mobile'
}

/** A shown value goes back to its masked form by itself, so that it does not stay on an unattended screen. */
export const shownForMs = 60_000

type State = { kind: 'masked' } | { kind: 'loading' } | { kind: 'shown'; value: string } | { kind: 'failed'; message: string }

export function MaskedValue({ masked, label, reveal, group }: MaskedValueProps) {
  const [state, setState] = useState<State>({ kind: 'masked' })
  useEffect(() => setState({ kind: 'masked' }), [masked])
  useEffect(() => {
    if (state.kind !== 'shown') return
    const timer = setTimeout(() => setState({ kind: 'masked' }), shownForMs)
    return () => clearTimeout(timer)
  }, [state.kind])

  if (!masked) return <span className={styles.noValue}>未填写</span>
  const show = async () => {
    if (!reveal) return
    setState({ kind: 'loading' })
    try {
      setState({ kind: 'shown', value: await reveal() })
    } catch (error) {
      setState({ kind: 'failed', message: problemText(error) })
    }
  }
  const shown = state.kind === 'shown'
  return (
    <span className={styles.masked}>
      <span>{shown ? groupDigits(state.value, group) : masked}</span>
      {reveal && (
        <Button
          type="text"
          size="small"
          loading={state.kind === 'loading'}
          aria-label={shown ? `隐藏${label}` : `查看完整${label}`}
          icon={shown ? <EyeInvisibleOutlined /> : <EyeOutlined />}
          onClick={() => (shown ? setState({ kind: 'masked' }) : void show())}
        />
      )}
      {state.kind === 'failed' && (
        <span role="alert" className={styles.inlineProblem}>
          {state.message}
        </span>
      )}
    </span>
  )
}

export function groupDigits(value: string, group: MaskedValueProps['group']): string {
  if (group === 'identityNumber' && value.length === 18) return [value.slice(0, 6), value.slice(6, 10), value.slice(10, 14), value.slice(14)].join(' ')
  if (group === 'mobile' && value.length === 11) return [value.slice(0, 3), value.slice(3, 7), value.slice(7)].join(' ')
  return value
}
