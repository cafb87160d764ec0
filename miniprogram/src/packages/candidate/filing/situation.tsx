import type { Filing } from '@talent/shared/contract/candidate'
import { View } from '@tarojs/components'
import { chinaTime } from '../../../platform/time'
import { Card } from '../../../ui/card'
import { ContactLine } from '../../../ui/contact-line'
import { Notice } from '../../../ui/notice'
import { differencesOf } from './filing-changes'
import { closedWords, differenceWords, namesOf } from './filing-words'
import type { FilingReview } from './use-filing-review'

interface Props {
  filing: Filing
  review: FilingReview | null
  justConfirmed: boolean
}

/** How it stands, and what to do or to wait for. */
export function Situation({ filing, review, justConfirmed }: Props) {
  if (filing.state === 'confirmed') return <Confirmed filing={filing} justConfirmed={justConfirmed} />
  if (filing.state === 'objected') return <Objected filing={filing} />
  const closed = closedWords(filing)
  return (
    <View>
      <Reopened filing={filing} />
      {closed === null ? null : (
        <>
          <Notice tone={filing.period.phase === 'notOpen' ? 'ask' : 'wait'}>{closed}</Notice>
          <Contact filing={filing} />
        </>
      )}
      {review ? <ToDo filing={filing} review={review} /> : null}
    </View>
  )
}

function Confirmed({ filing, justConfirmed }: Pick<Props, 'filing' | 'justConfirmed'>) {
  const when = filing.confirmedAt ? `${chinaTime(filing.confirmedAt)} ` : ''
  return <Notice tone="ok">{justConfirmed ? '已确认并提交。内容已原样存档并锁定，单位不能再改。' : `${when}已由您本人确认，内容已锁定，单位不能再改。`}</Notice>
}

function Objected({ filing }: Pick<Props, 'filing'>) {
  const objections = [...filing.sections, ...filing.removed].flatMap((section) => section.objections)
  const open = objections.filter(({ answeredAt }) => answeredAt === null).length
  return (
    <View>
      <Notice tone="ask">{open ? `您提出的异议还有 ${open} 处等待单位答复。` : '您的异议单位都已答复，正在补齐资料。'}</Notice>
      <Contact filing={filing} about="现在不需要您做什么。单位更正或答复后，会发消息请您重新核对。" />
    </View>
  )
}

/** What the unit says, and how much is different. */
function Reopened({ filing }: Pick<Props, 'filing'>) {
  const differences = differencesOf(filing)
  if (filing.reopenReason === null && !differences) return null
  return (
    <Notice tone="ask">
      {filing.reopenReason === null ? null : <View>{`单位重新打开了填报，原来的确认已失效。原因：${filing.reopenReason}`}</View>}
      {differences ? <View>{differenceWords(differences)}</View> : null}
    </Notice>
  )
}

function ToDo({ filing, review }: { filing: Filing; review: FilingReview }) {
  const { unseen, draft } = review
  const titles = unseen.map(({ title }) => title)
  // Who has been here before knows how it is done.
  const isBegun = unseen.length < filing.sections.length || draft.objections.length > 0 || filing.reopenReason !== null
  if (titles.length) {
    return (
      <Notice tone="wait">
        {`还差 ${titles.length} 项：${namesOf(titles)}。${isBegun ? '' : '请逐项对照您的证件，对的点“无误”，不对的点“有误”。'}`}
      </Notice>
    )
  }
  return draft.objections.length ? (
    <Notice tone="ask">{`全部栏目已核对，指出 ${draft.objections.length} 处有误。请在下方提交给单位更正。`}</Notice>
  ) : (
    <Notice tone="ok">全部栏目核对无误，请在下方确认信息。</Notice>
  )
}

/** Whom to ask, and about what. */
export function Contact({ filing: { contact }, about }: { filing: Filing; about?: string }) {
  const none = contact === null || (contact.name === null && contact.phone === null)
  if (none && !about) return null
  return (
    <Card>
      {about ? <View className="filing__about">{about}</View> : null}
      {contact ? <ContactLine contact={contact} /> : null}
    </Card>
  )
}
