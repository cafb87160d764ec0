import { View } from '@tarojs/components'
import { Card, Section } from '../../../ui/card'
import { Notice } from '../../../ui/notice'
import { CardPhoto } from './card-photo'
import './photo-step.scss'
import { entryRefusals, type IdentityForm } from './use-identity-form'

const consentText = [
  '用途：核验您是证件的持有人，并把单位填报的考试信息与您对应起来。',
  '内容：姓名、证件类别、证件号，以及证件两面的照片。',
  '保存：证件号加密保存，页面上只显示部分数字；照片在核验或审核结束后按期删除。',
  '不同意时不能实名认证，其他不含个人信息的页面仍可使用。',
]

/** First the separate consent, then both sides of the document. */
export function PhotoStep({ form }: { form: IdentityForm }) {
  const { consented, failure, backToEntry } = form
  const wrongEntry = entryRefusals(failure)
  return (
    <View>
      {failure ? <Notice tone="stop">{failure.message}</Notice> : null}
      {wrongEntry.length ? (
        <Notice tone="wait" action={{ text: '去修改', onTap: backToEntry }}>
          {wrongEntry.join('；')}
        </Notice>
      ) : null}
      {consented ? <Photos form={form} /> : <Consent />}
    </View>
  )
}

const Consent = () => (
  <Section title="单独同意：使用身份证件信息" note="证件信息属于敏感个人信息，拍摄前需要您单独同意。">
    {consentText.map((line) => (
      <View key={line} className="photo-step__consent">
        {line}
      </View>
    ))}
  </Section>
)

function Photos({ form: { entry, photos, sendingOf, retry, photoError } }: { form: IdentityForm }) {
  return (
    <View>
      <View className="photo-step__tips">拍原件，四角放进框内，避开反光，字迹清楚。</View>
      {(['front', 'back'] as const).map((side) => (
        <Card key={side}>
          <CardPhoto side={side} identityType={entry.identityType} photo={photos[side]} sending={sendingOf(side)} onRetry={() => retry(side)} error={photoError(side)} />
        </Card>
      ))}
    </View>
  )
}
