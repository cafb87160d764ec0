import Taro from '@tarojs/taro'

/** A short word that goes away by itself; never for what must be read. */
export function say(text: string): void {
  void Taro.showToast({ title: text, icon: 'none', duration: 2500 })
}

/** Asks before what can't be undone. `confirmText` names the deed: 移除, 退出登录. */
export async function ask(question: { title: string; content: string; confirmText: string }): Promise<boolean> {
  const { confirm } = await Taro.showModal({ ...question, cancelText: '取消' })
  return confirm
}
