import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { LinkButton } from './buttons'
import './field-row.scss'
import { groupNumber } from './group-number'
import { unbroken } from './unbroken'

interface Props {
  label: string
  /** As the server gives it: masked where it is personal. Identity numbers and phones are grouped. */
  value: string
  /** Fetches the full value; null when it can't be had. Shows an eye, and hides again after half a minute. */
  onReveal?: () => Promise<string | null>
  /** The value before the last change; the same as `value` when only what is masked has changed. */
  before?: string | null
}

const shownForMs = 30_000

/** One filed fact: label and value. */
export function FieldRow({ label, value, onReveal, before }: Props) {
  const [full, setFull] = useState<string | null>(null)
  useEffect(() => {
    if (full === null) return
    const timer = setTimeout(() => setFull(null), shownForMs)
    return () => clearTimeout(timer)
  }, [full])
  const reveal = async () => setFull((await onReveal?.()) ?? null)
  return (
    <View className="field-row">
      <View className="field-row__label">{label}</View>
      <View className="field-row__value">
        <View className="field-row__text">{unbroken(groupNumber(full ?? value) || '未填写')}</View>
        {before == null ? null : (
          <View className="field-row__before">{before === value ? '有改动，请点“显示”核对' : `原为：${groupNumber(before) || '未填写'}`}</View>
        )}
      </View>
      {onReveal ? (
        <LinkButton onTap={full === null ? reveal : () => setFull(null)} label={`${full === null ? '显示' : '隐藏'}${label}`}>
          {full === null ? '显示' : '隐藏'}
        </LinkButton>
      ) : null}
    </View>
  )
}
