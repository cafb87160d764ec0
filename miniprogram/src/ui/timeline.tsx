import type { Tone } from '@talent/shared/tokens'
import { AtTimeline } from 'taro-ui'
import './timeline.scss'

export interface TimelineItem {
  /** Says the state in words: 湖北省人民医院 审核通过. */
  title: string
  tone: Tone
  /** Already written for people: 2026-01-31 14:05. */
  time?: string | null
  remark?: string | null
}

/** taro-ui's names for them. What has not come yet is a ring without a colour, and not only the colour tells it apart. */
const dots = { ok: 'green', wait: 'yellow', stop: 'red', ask: 'blue', neutral: undefined } as const

/** What has happened, from the first to the last. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <AtTimeline
      className="timeline"
      items={items.map(({ title, tone, time, remark }) => ({
        title,
        ...(dots[tone] ? { color: dots[tone] } : {}),
        content: [time, remark].filter((line): line is string => Boolean(line)),
      }))}
    />
  )
}
