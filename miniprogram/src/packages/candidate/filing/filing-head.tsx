import type { Filing } from '@talent/shared/contract/candidate'
import { confirmation } from '@talent/shared/domain/states/confirmation'
import { View } from '@tarojs/components'
import { faceNotice } from '../../../face-check/face-result'
import { named } from '../../../ui/a11y'
import { LinkButton } from '../../../ui/buttons'
import { Card } from '../../../ui/card'
import { Notice } from '../../../ui/notice'
import { StateTag } from '../../../ui/state-tag'
import './filing.scss'
import './sections.scss'
import { stateLabels } from './filing-words'
import { NewsCard } from './news-card'
import { Situation } from './situation'
import type { FilingReview } from './use-filing-review'
import type { FilingSending } from './use-filing-sending'

interface Props {
  filing: Filing
  review: FilingReview | null
  sending: FilingSending
  /** To the list, when there are several. */
  onOthers: (() => void) | null
}

/** What it is about, how it stands and what to do. */
export function FilingHead({ filing, review, sending, onOthers }: Props) {
  const face = faceNotice(sending.faceResult)
  return (
    <View>
      <Card>
        <View className="filing__head">
          <View className="filing__exam">{`${filing.examYear} 年度 ${filing.examName}`}</View>
          <StateTag tone={confirmation.looks[filing.state].tone}>{stateLabels[filing.state]}</StateTag>
        </View>
        <View className="filing__by">{`${filing.institutionName}填报${filing.totalMonths > 0 ? `，试用期共 ${filing.totalMonths} 个月` : ''}`}</View>
        {review ? <Progress filing={filing} review={review} /> : null}
        {onOthers ? <LinkButton onTap={onOthers}>查看其他填报</LinkButton> : null}
      </Card>
      {sending.asking ? <Notice tone="wait">正在查询人脸核验的结果…</Notice> : null}
      {sending.failure ? <Notice tone="stop">{sending.failure.message}</Notice> : null}
      {face && !sending.asking && review ? (
        <Notice tone={face.tone} {...(sending.faceResult?.kind === 'undecided' ? { action: { text: '再查一次', onTap: sending.askAgain } } : {})}>
          {face.text}
        </Notice>
      ) : null}
      {review ? <NewsCard review={review} /> : null}
      <Situation filing={filing} review={review} justConfirmed={sending.justConfirmed} />
    </View>
  )
}

/** How far one has come, and until when there is time. */
function Progress({ filing: { sections, period }, review }: { filing: Filing; review: FilingReview }) {
  const done = sections.length - review.unseen.length
  const words = `已核对 ${done}/${sections.length} 项`
  return (
    <View>
      <View className="filing__bar" {...named({ role: 'img', label: words })}>
        <View className="filing__bar-done" style={{ width: `${Math.round((done / Math.max(sections.length, 1)) * 100)}%` }} />
      </View>
      <View className="filing__progress">
        <View>{words}</View>
        <View>{`${period.until} 截止（含当天）`}</View>
      </View>
    </View>
  )
}
