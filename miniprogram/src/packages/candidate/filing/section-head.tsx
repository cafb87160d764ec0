import type { Tone } from '@talent/shared/tokens'
import { View } from '@tarojs/components'
import { decoration, tappable } from '../../../ui/a11y'
import { StateTag } from '../../../ui/state-tag'
import { unbroken } from '../../../ui/unbroken'
import type { FiledSection } from './section-card'
import type { FilingReview } from './use-filing-review'

interface Props {
  section: FiledSection
  review: FilingReview | null
  open: boolean
  onToggle: () => void
}

interface Tag {
  tone: Tone
  text: string
}

/** The title and how the section stands; a tap spreads it out or folds it up. */
export function SectionHead({ section, review, open, onToggle }: Props) {
  const verdict = review?.verdict(section.section) ?? null
  const tags = [changeTag(section), review ? verdictTag(section.section, review) : answerTag(section)].filter((tag) => tag !== null)
  const said = [`${open ? '收起' : '展开'}${section.title}`, ...tags.map(({ text }) => text)].join('，')
  return (
    <View className="filed-section__head" hoverClass="filed-section__head--pressed" {...tappable({ role: 'button', label: said, onTap: onToggle })}>
      {verdict ? <View className={`filed-section__mark filed-section__mark--${verdict}`} {...decoration}>{verdict === 'right' ? '✓' : verdict === 'wrong' ? '!' : ''}</View> : null}
      <View className="filed-section__title">{unbroken(section.title)}</View>
      {tags.map(({ tone, text }) => (
        <StateTag key={text} tone={tone}>{text}</StateTag>
      ))}
      <View className={`filed-section__arrow${open ? ' filed-section__arrow--open' : ''}`} {...decoration} />
    </View>
  )
}

const changeTag = ({ change }: FiledSection): Tag | null => (change === null ? null : { tone: 'wait', text: change === 'added' ? '新增' : '有改动' })

function verdictTag(section: string, review: FilingReview): Tag | null {
  const verdict = review.verdict(section)
  if (verdict === 'right') return { tone: 'ok', text: '无误' }
  if (verdict === 'unseen') return { tone: 'neutral', text: '待核对' }
  return { tone: 'stop', text: `有误 ${review.draft.objections.filter((objection) => objection.section === section).length} 处` }
}

function answerTag({ objections }: FiledSection): Tag | null {
  const open = objections.filter(({ answeredAt }) => answeredAt === null).length
  return open ? { tone: 'ask', text: `${open} 处待答复` } : null
}
