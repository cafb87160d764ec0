import { App, Input } from 'antd'
import type { ReactNode } from 'react'
import styles from './ui.module.css'

interface Question {
  /** The question with its object: 删除科室“内科”？ */
  title: string
  /** What follows from it, and whether it can be undone. */
  content?: ReactNode
  /** The verb of the action: 删除. Never 确定. */
  action: string
  danger?: boolean
}

/**
 * Asks before something that can't be taken back.
 *
 *     const confirm = useConfirm()
 *     if (await confirm({ title: '删除科室“内科”？', content: '删除后不能恢复。', action: '删除', danger: true })) remove.mutate(…)
 */
export function useConfirm(): (question: Question) => Promise<boolean> {
  const { modal } = App.useApp()
  return async ({ title, content, action, danger }) =>
    modal.confirm({
      title,
      content,
      okText: action,
      cancelText: '取消',
      okButtonProps: { danger },
      focusable: { autoFocusButton: danger ? 'cancel' : 'ok' },
    })
}

interface ReasonQuestion extends Question {
  /** What the reason is: 重新打开的原因. */
  label: string
  maxLength: number
}

/** Asks for a reason as well; answers null when it was cancelled. The action needs a reason that is not blank. */
export function useConfirmWithReason(): (question: ReasonQuestion) => Promise<string | null> {
  const { modal } = App.useApp()
  return ({ title, content, action, danger, label, maxLength }) =>
    new Promise((resolve) => {
      let reason = ''
      const dialog = modal.confirm({
        title,
        content: (
          <div>
            {content}
            <label className={styles.reason}>
              <span>{label}（必填）</span>
              <Input.TextArea
                rows={3}
                maxLength={maxLength}
                showCount
                onChange={(event) => {
                  reason = event.target.value.trim()
                  dialog.update({ okButtonProps: { danger, disabled: reason === '' } })
                }}
              />
            </label>
          </div>
        ),
        okText: action,
        cancelText: '取消',
        okButtonProps: { danger, disabled: true },
        onOk: () => resolve(reason),
        onCancel: () => resolve(null),
      })
    })
}
