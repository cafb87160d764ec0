import type { Filing } from '@talent/shared/contract/candidate'
import { confirmation } from '@talent/shared/domain/states/confirmation'
import { View } from '@tarojs/components'
import { faceNotice } from '../../../face-check/face-result'
import { chinaTime } from '../../../platform/time'
import { LinkButton } from '../../../ui/buttons'
import { Card } from '../../../ui/card'
import { Notice } from '../../../ui/notice'
import { StateTag } from '../../../ui/state-tag'
import './filing.scss'
import { stateLabels } from './filing-words'
import type { FilingReview } from './use-filing-review'
import type { FilingSending } from './use-filing-sending'

interface Props {
  filing: Filing
  review: FilingReview | null
  sending: FilingSending
}

/** What it is about, how it stands and what to do. */
export function FilingHead({ filing, review, sending }: Props) {
  const face = faceNotice(sending.faceResult)
  return (
    <View>
      <Card>
        <View className="filing__head">
          <View className="filing__exam">{`${filing.examYear} 年度 ${filing.examName}`}</View>
          <StateTag tone={confirmation.looks[filing.state].tone}>{stateLabels[filing.state]}</StateTag>
        </View>
        <View className="filing__by">{`${filing.institutionName}填报，试用期共 ${filing.totalMonths} 个月`}</View>
      </Card>
      {sending.asking ? <Notice tone="wait">正在查询人脸核验的结果…</Notice> : null}
      {sending.failure ? <Notice tone="stop">{sending.failure.message}</Notice> : null}
      {face && !sending.asking && filing.state === 'awaiting' ? (
        <Notice tone={face.tone} {...(sending.faceResult?.kind === 'undecided' ? { action: { text: '再查一次', onTap: sending.askAgain } } : {})}>
          {face.text}
        </Notice>
      ) : null}
      {review ? <NewsCard review={review} /> : null}
      <Situation filing={filing} review={review} justConfirmed={sending.justConfirmed} />
    </View>
  )
}

function Situation({ filing, review, justConfirmed }: { filing: Filing; review: FilingReview | null; justConfirmed: boolean }) {
  if (filing.state === 'confirmed') {
    const when = filing.confirmedAt ? `${chinaTime(filing.confirmedAt)} ` : ''
    return <Notice tone="ok">{justConfirmed ? '已确认并提交。接下来由单位审核，有结果会发消息通知您。' : `${when}已由您本人确认，内容已锁定。如发现有误，请联系单位重新打开。`}</Notice>
  }
  if (filing.state === 'objected') {
    const open = filing.sections.flatMap((section) => section.objections).filter((objection) => objection.answeredAt === null).length
    return <Notice tone="ask">{`您提出的异议还有 ${open} 处等待单位答复。单位更正或答复后，会请您重新核对。`}</Notice>
  }
  const unseen = review?.unseen ?? []
  return (
    <View>
      {filing.reopenReason === null ? null : <Notice tone="ask">{`单位重新打开了填报，原来的确认已失效。原因：${filing.reopenReason}。改动处标有“原为”，请重新核对。`}</Notice>}
      {unseen.length ? (
        <Notice tone="wait">{`还差 ${unseen.length} 项：${unseen.map(({ title }) => title).join('、')}。每个栏目看过后，选“无误”或“有误”。`}</Notice>
      ) : review?.draft.objections.length ? (
        <Notice tone="ask">{`全部栏目已核对，指出 ${review.draft.objections.length} 处有误。请提交给单位更正。`}</Notice>
      ) : (
        <Notice tone="ok">全部栏目核对无误，请在下方确认信息。</Notice>
      )}
    </View>
  )
}

/** What the institution changed while the candidate was looking, old beside new. */
function NewsCard({ review: { news, forgetNews } }: { review: FilingReview }) {
  const { changes, again } = news
  if (changes.length === 0 && again.length === 0) return null
  return (
    <Card>
      <View className="filing__news-title">单位刚刚改动了填报</View>
      {changes.map(({ section, label, from, to }) => (
        <View key={`${section} ${label}`} className="filing__change">
          <View>{`${section} · ${label}`}</View>
          <View className="filing__from">{`原为：${from || '未填写'}`}</View>
          <View>{`现为：${to || '未填写'}`}</View>
        </View>
      ))}
      {again.length ? <View className="filing__change">{`请重新核对：${again.join('、')}${changes.length ? '' : '。其中的号码可能有改动，请点“显示”核对'}`}</View> : null}
      <LinkButton onTap={forgetNews}>知道了</LinkButton>
    </Card>
  )
}
