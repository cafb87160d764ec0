import { App, type ModalFuncProps } from 'antd'
import { useEffect, useRef } from 'react'
import { useBlocker } from 'react-router'
import { noteOpenWork } from './open-work'

/** Asked before unsaved work is left, in the same words everywhere. */
export const leaveQuestion: ModalFuncProps = {
  title: '有内容还没有保存',
  content: '离开后，本页填写的内容将丢失。',
  okText: '离开，不保存',
  okButtonProps: { danger: true },
  cancelText: '留在本页',
  focusable: { autoFocusButton: 'cancel' },
}

/**
 * Warns before unsaved work is left, inside the app and at closing the tab. `abandon` runs when the person leaves all
 * the same, e.g. to drop the draft.
 *
 *     const leave = useUnsavedGuard(dirty, draft.clear)
 *     save.mutate(args, { onSuccess: () => leave(() => navigate('/people')) })
 *
 * The returned function goes without asking: what was dirty has just been saved.
 */
export function useUnsavedGuard(dirty: boolean, abandon?: () => void): (go: () => void) => void {
  const { modal } = App.useApp()
  const free = useRef(false)
  const latest = useRef(abandon)
  latest.current = abandon
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && !free.current && currentLocation.pathname !== nextLocation.pathname,
  )

  useEffect(() => {
    if (!dirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    const done = noteOpenWork(() => latest.current?.())
    return () => {
      window.removeEventListener('beforeunload', warn)
      done()
    }
  }, [dirty])

  useEffect(() => {
    if (blocker.state !== 'blocked') return
    const dialog = modal.confirm({
      ...leaveQuestion,
      onOk: () => {
        latest.current?.()
        blocker.proceed()
      },
      onCancel: () => blocker.reset(),
    })
    return () => dialog.destroy()
  }, [blocker, modal])

  return (go) => {
    free.current = true
    go()
    free.current = false
  }
}
