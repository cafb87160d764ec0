import { QuestionCircleOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useHelp } from './help-context'

/** From an error or a hint to the text that says more, beside the page. */
export function HelpLink({ topic, children = '怎么办' }: { topic: string; children?: ReactNode }) {
  const help = useHelp()
  if (!help) return null
  return (
    <Button type="link" size="small" icon={<QuestionCircleOutlined aria-hidden />} style={{ paddingInline: 0 }} onClick={() => help.show({ kind: 'topic', id: topic })}>
      {children}
    </Button>
  )
}

/** At the top of every page. */
export function HelpButton() {
  const help = useHelp()
  if (!help) return null
  const open = help.view !== null
  return (
    <Button type="text" icon={<QuestionCircleOutlined aria-hidden />} aria-expanded={open} title="按 ? 或 F1 打开" onClick={() => (open ? help.close() : help.show({ kind: 'page' }))}>
      帮助
    </Button>
  )
}
