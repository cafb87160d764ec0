import { pictureTarget, wholeSection } from '@talent/shared/domain/objection-target'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { decoration, tappable } from '../../../ui/a11y'
import { LinkButton, PrimaryButton } from '../../../ui/buttons'
import { groupNumber } from '../../../ui/group-number'
import { Sheet } from '../../../ui/sheet'
import { TextArea } from '../../../ui/text-field'
import { begunObjection, keepBegun } from './begun-objection'
import type { DraftObjection } from './filing-draft'
import type { Removed } from './removed-section'
import type { FiledSection } from './section-card'

/** One thing of a section that may be wrong. */
interface Target {
  field: string
  label: string
  /** As it is filed; null for a picture and for the whole section. */
  value: string | null
}

interface Props {
  trialId: number
  section: FiledSection | Removed
  /** It is not filed any more: only that can be objected to. */
  removed: boolean
  /** Written so far about this section. */
  drafts: readonly DraftObjection[]
  /** The one that is being changed. */
  field: string | null
  onSave: (objection: DraftObjection) => void
  onClose: () => void
}

/** First which one is wrong, by a tap on it; then what would be right. */
export function ObjectionSheet({ trialId, section, removed, drafts, field, onSave, onClose }: Props) {
  const targets = targetsOf(section, removed)
  const [begun] = useState(() => begunObjection(trialId, section.section))
  const remarkOn = (of: string | null) => (begun?.field === of ? begun : drafts.find((draft) => draft.field === of))?.remark ?? ''
  const [chosen, setChosen] = useState<Target | null>(targets.find((target) => target.field === (field ?? begun?.field)) ?? null)
  const [remark, setRemark] = useState(remarkOn(chosen?.field ?? null))
  const [checked, setChecked] = useState(false)

  const choose = (target: Target) => {
    setChosen(target)
    setRemark(remarkOn(target.field))
    setChecked(false)
  }
  if (!chosen) {
    return (
      <Sheet open title="哪一项有误" about={`${section.title}：点一下有误的那一项，可以分几次指出多项。`} onClose={onClose} footer={null}>
        {targets.map((target) => (
          <TargetRow key={target.field} target={target} noted={drafts.some((draft) => draft.field === target.field)} onTap={() => choose(target)} />
        ))}
      </Sheet>
    )
  }
  const write = (text: string) => {
    setRemark(text)
    keepBegun(trialId, { section: section.section, field: chosen.field, remark: text })
  }
  const save = () => {
    setChecked(true)
    if (remark.trim() === '') return
    keepBegun(trialId, null)
    onSave({ section: section.section, field: chosen.field, label: chosen.label, remark: remark.trim() })
  }
  return (
    <Sheet open title={removed ? '不应删除' : `${chosen.label}有误`} about={aboutOf(section.title, chosen)} onClose={onClose} footer={<PrimaryButton onTap={save}>记下这处有误</PrimaryButton>}>
      <TextArea
        label="说明"
        value={remark}
        onChange={write}
        maxLength={200}
        placeholder={removed ? '例如：学位仍然有效，请恢复' : exampleFor(chosen)}
        error={checked && remark.trim() === '' ? '请写明哪里有误、应为什么' : null}
      />
      {targets.length > 1 ? <LinkButton onTap={() => setChosen(null)}>换一项</LinkButton> : null}
    </Sheet>
  )
}

const TargetRow = ({ target: { label, value }, noted, onTap }: { target: Target; noted: boolean; onTap: () => void }) => (
  <View className="target" hoverClass="target--pressed" {...tappable({ role: 'button', label: `有误的是${label}`, onTap })}>
    <View className="target__label">{label}</View>
    {value === null ? null : <View className="target__value">{groupNumber(value) || '未填写'}</View>}
    {noted ? <View className="target__noted">已写说明</View> : null}
    <View className="target__arrow" {...decoration}>›</View>
  </View>
)

const exampleFor = ({ value }: Target): string => {
  if (value === null) return '写明哪里不对、应该是什么'
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? '例如：应为 2025-07-01' : '写明应该改成什么'
}

const aboutOf = (title: string, { label, value }: Target): string => (value === null ? title : `单位填报的${label}：${groupNumber(value) || '未填写'}`)

function targetsOf(section: FiledSection | Removed, removed: boolean): Target[] {
  if (removed) return [{ field: wholeSection, label: '整个栏目', value: null }]
  return [
    ...section.fields.map(({ field, label, value }) => ({ field, label, value })),
    ...section.pictures.map(({ attachmentId, label }) => ({ field: pictureTarget(attachmentId), label: `图片：${label}`, value: null })),
    { field: wholeSection, label: '整个栏目，或缺少内容', value: null },
  ]
}
