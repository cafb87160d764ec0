import { View } from '@tarojs/components'
import { heading } from '../../../ui/a11y'
import { SecondaryButton } from '../../../ui/buttons'
import type { FilingReview } from './use-filing-review'

/** More stand in the sections themselves. */
const mostShown = 8

/** What the institution changed while the candidate was looking, old beside new, and which marks went with it. */
export function NewsCard({ review: { news, forgetNews } }: { review: FilingReview }) {
  const { changes, again, dropped } = news
  if (changes.length === 0 && again.length === 0 && dropped.length === 0) return null
  return (
    <View className="news">
      <View className="news__title" {...heading(2)}>{changes.length ? '单位刚刚改动了填报' : '单位改动了填报'}</View>
      {changes.slice(0, mostShown).map(({ section, label, from, to }) => (
        <View key={`${section} ${label}`} className="news__change">
          <View className="news__place">{`${section} · ${label}`}</View>
          {from ? <View className="news__from">{`原为：${from}`}</View> : null}
          <View>{`现为：${to}`}</View>
        </View>
      ))}
      {changes.length > mostShown ? <View className="news__change">{`另有 ${changes.length - mostShown} 处改动，见各栏目。`}</View> : null}
      {again.length ? <View className="news__change">{`请重新核对：${again.join('、')}。没有改动的栏目，您的标记都已保留。`}</View> : null}
      {dropped.length ? (
        <View className="news__change">
          <View>内容已变，您写的这些说明没有保留。仍然有误的，请再指出一次：</View>
          {dropped.map(({ section, field, label, remark }) => (
            <View key={`${section} ${field}`}>{`${label}：${remark}`}</View>
          ))}
        </View>
      ) : null}
      <View className="news__deed">
        <SecondaryButton onTap={forgetNews}>知道了</SecondaryButton>
      </View>
    </View>
  )
}
