import Taro from '@tarojs/taro'
import { isWeapp } from './target'

/** Asks to restart when WeChat has fetched a newer version. */
export function offerUpdates(): void {
  if (!isWeapp) return
  const updates = Taro.getUpdateManager()
  updates.onUpdateReady(async () => {
    const { confirm } = await Taro.showModal({
      title: '有新版本',
      content: '新版本已准备好，重启后生效。已填写的草稿会保留。',
      confirmText: '立即重启',
      cancelText: '稍后',
    })
    if (confirm) updates.applyUpdate()
  })
}

/** Taro's tab bar in the browser is made of `javascript:` links; its own handler opens the tab, and following the link is a breach of the content policy. */
export function keepTabLinksQuiet(): void {
  if (isWeapp) return
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('a[href^="javascript:"]')) event.preventDefault()
  })
}

/**
 * In the browser a page's program is fetched when the page is first opened. Without a network, or once an upgrade has
 * taken the old files away, it does not come, and a tap would do nothing: loading anew brings the page of the address.
 */
export function bringBackLostPages(): void {
  if (isWeapp) return
  let asked = false
  window.addEventListener('unhandledrejection', async (event) => {
    if (!(event.reason instanceof Error) || event.reason.name !== 'ChunkLoadError') return
    event.preventDefault()
    if (asked) return
    asked = true
    await Taro.showModal({ title: '页面没有加载出来', content: '请检查网络，然后重新加载。已填写的草稿会保留。', confirmText: '重新加载', showCancel: false })
    window.location.reload()
  })
}

/** The number beside 消息; 0 takes it away. Fails silently on pages without the tab bar. */
export async function showUnread(count: number): Promise<void> {
  try {
    if (count > 0) await Taro.setTabBarBadge({ index: 1, text: count > 99 ? '99+' : String(count) })
    else await Taro.removeTabBarBadge({ index: 1 })
  } catch {
    // Only tab pages have a tab bar.
  }
}
