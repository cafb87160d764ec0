import { categoryWord } from '@talent/shared/domain/exam-business'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { LinkButton, PrimaryButton } from '../../../ui/buttons'
import { ChoiceField, DateField } from '../../../ui/choice-field'
import { Sheet } from '../../../ui/sheet'
import { choicesFor, type Filters, filterWords, noFilters, problemOf } from '../filters'

interface Props {
  open: boolean
  /** The levels of this business only; null when it is not known. */
  businessCode: string | null
  filters: Filters
  onApply: (filters: Filters) => void
  onClose: () => void
}

export const FilterSheet = (props: Props) => (props.open ? <OpenSheet {...props} /> : null)

function OpenSheet({ businessCode, filters, onApply, onClose }: Props) {
  const [chosen, setChosen] = useState(filters)
  const set = (some: Partial<Filters>) => setChosen({ ...chosen, ...some })
  const choices = choicesFor(businessCode)
  const problem = problemOf(chosen)
  return (
    <Sheet
      open
      title="筛选"
      about={filterWords(chosen) || '只显示符合条件的申报'}
      onClose={onClose}
      footer={
        <View className="filters__deeds">
          <LinkButton onTap={() => setChosen(noFilters)}>全部清除</LinkButton>
          <View className="filters__apply">
            <PrimaryButton onTap={() => problem ?? onApply(chosen)} disabled={problem !== null}>查看结果</PrimaryButton>
          </View>
        </View>
      }
    >
      <View className="filters">
        <View className="filters__one">
          <ChoiceField label="申报级别" choices={choices.applyLevel} value={chosen.applyLevel} onChange={(applyLevel) => set({ applyLevel })} />
        </View>
        <View className="filters__one">
          <ChoiceField label={categoryWord(businessCode)} choices={choices.applyCategory} value={chosen.applyCategory} onChange={(applyCategory) => set({ applyCategory })} />
        </View>
        <View className="filters__one">
          <ChoiceField label="提交状态" choices={choices.submission} value={chosen.submission} onChange={(submission) => set({ submission })} />
        </View>
        <View className="filters__one">
          <ChoiceField label="缴费状态" choices={choices.paymentState} value={chosen.paymentState} onChange={(paymentState) => set({ paymentState })} />
        </View>
        <View className="filters__one">
          <DateField label="最早提交" open="不限" value={chosen.submittedFrom} onChange={(submittedFrom) => set({ submittedFrom })} />
        </View>
        <View className="filters__one">
          <DateField label="最晚提交" open="不限" value={chosen.submittedTo} error={problem} onChange={(submittedTo) => set({ submittedTo })} />
        </View>
        <View className="filters__one">
          <ChoiceField label="证件类别" choices={choices.identityType} value={chosen.identityType} onChange={(identityType) => set({ identityType })} />
        </View>
      </View>
    </Sheet>
  )
}
