import { App } from 'antd'
import { leaveQuestion, useUnsavedGuard } from './use-unsaved-guard'

/**
 * The guard of a form in a dialog: 取消, the cross and Esc ask before unsaved work goes, and so does leaving the page.
 *
 *     const { close, leave } = useGuardedClose(dirty, onClose)
 *     <Modal onCancel={close}>
 *     save.mutate(args, { onSuccess: () => leave(onClose) })
 */
export function useGuardedClose(dirty: boolean, onClose: () => void, abandon?: () => void): { close: () => void; leave: (go: () => void) => void } {
  const leave = useUnsavedGuard(dirty, abandon)
  return { close: useCloseQuestion(dirty, onClose, abandon), leave }
}

/** The question alone, for a form that guards the page already: a router has one guard at a time. */
export function useCloseQuestion(dirty: boolean, onClose: () => void, abandon?: () => void): () => void {
  const { modal } = App.useApp()
  return () => {
    if (!dirty) return onClose()
    modal.confirm({
      ...leaveQuestion,
      content: '关闭后，这里填写的内容将丢失。',
      okText: '关闭，不保存',
      cancelText: '继续填写',
      onOk: () => {
        abandon?.()
        onClose()
      },
    })
  }
}
