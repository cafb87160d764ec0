import { App } from 'antd'
import { useEffect, useRef } from 'react'
import { useBlocker } from 'react-router'

/**
 * Warns before unsaved work is left, inside the app and at closing the tab.
 *
 *     const leave = useUnsavedGuard(dirty)
 *     save.mutate(args, { onSuccess: () => leave(() => navigate('/people')) })
 *
 * The returned function goes without asking: what was dirty has just been saved.
 */
export function useUnsavedGuard(dirty: boolean): (go: () => void) => void {
  const { modal } = App.useApp()
  const free = useRef(false)
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && !free.current && currentLocation.pathname !== nextLocation.pathname,
  )

  useEffect(() => {
    if (!dirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [dirty])

  useEffect(() => {
    if (blocker.state !== 'blocked') return
    const dialog = modal.confirm({
      title: '有内容还没有保存',
      content: '离开后，本页填写的内容将丢失。',
      okText: '离开，不保存',
      okButtonProps: { danger: true },
      cancelText: '留在本页',
      focusable: { autoFocusButton: 'cancel' },
      onOk: () => blocker.proceed(),
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
