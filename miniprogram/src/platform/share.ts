import { useShareAppMessage, useShareTimeline } from '@tarojs/taro'

/**
 * Whatever page it is shared from, a card says the app's name and leads to the first page: nothing of who
 * shared it. The picture is a fixed one, since WeChat would else take one of the page as it stands.
 */
const card = { title: '湖北卫生人才 · 卫生考试预报名', imageUrl: '/assets/share-card.png' }

/** Takes effect on pages whose configuration has `enableShareAppMessage` (and `enableShareTimeline`); the others can't be shared. */
export function useShareCard(): void {
  useShareAppMessage(() => ({ ...card, path: '/pages/home/index' }))
  useShareTimeline(() => ({ ...card, query: '' }))
}
