import { CheckOutlined, CopyOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useEffect, useState } from 'react'

interface CopyButtonProps {
  text: string
  /** What is copied, in the button's words: 复制授权码. */
  label: string
}

/** Copies a text and says so in its own place. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const { message } = App.useApp()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 3000)
    return () => clearTimeout(timer)
  }, [copied])

  const copy = async () => {
    if (await copyText(text)) return setCopied(true)
    void message.warning('浏览器不允许复制，请选中文字后按 Ctrl+C 复制')
  }
  return (
    <Button icon={copied ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />} onClick={() => void copy()}>
      <span aria-live="polite">{copied ? '已复制' : label}</span>
    </Button>
  )
}

/** The clipboard needs https; on an institution's private network a hidden field and the old command must do. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyFromField(text)
  }
}

function copyFromField(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.style.position = 'fixed'
  field.style.opacity = '0'
  const focused = document.activeElement
  // Inside an open dialog: its focus trap would take the focus back from anywhere else.
  ;(focused?.parentElement ?? document.body).append(field)
  field.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    if (focused instanceof HTMLElement) focused.focus()
  }
}
