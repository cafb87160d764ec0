import { activeEntries, labelOf } from '@talent/shared/dictionaries/index'
import { applyLevel } from '@talent/shared/dictionaries/exam-tables'
import { useState } from 'react'
import { PrimaryButton } from '../../../ui/buttons'
import { type Choice, ChoiceField } from '../../../ui/choice-field'
import { Sheet } from '../../../ui/sheet'

/** Codes of the dictionaries; empty: all. */
export interface Filters {
  applyLevel: string
  applyCategory: string
}

export const noFilters: Filters = { applyLevel: '', applyCategory: '' }

/** What the list is narrowed to, in words; empty when it is not. */
export const filterWords = (filters: Filters): string =>
  [labelOf('applyLevel', filters.applyLevel), labelOf('applyCategory', filters.applyCategory)].filter((word) => word !== undefined).join('、')

const toChoice = ({ code, label }: { code: string; label: string }): Choice<string> => ({ value: code, label })
const levelChoices = (businessCode: string | null): Choice<string>[] => [
  { value: '', label: '全部级别' },
  ...applyLevel.filter((level) => businessCode === null || level.business === businessCode).map(toChoice),
]
const categoryChoices: Choice<string>[] = [{ value: '', label: '全部类别' }, ...activeEntries('applyCategory').map(toChoice)]

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
  return (
    <Sheet open title="筛选" about="只显示符合条件的申报" onClose={onClose} footer={<PrimaryButton onTap={() => onApply(chosen)}>查看结果</PrimaryButton>}>
      <ChoiceField label="申报级别" choices={levelChoices(businessCode)} value={chosen.applyLevel} onChange={(level) => setChosen({ ...chosen, applyLevel: level })} />
      <ChoiceField label="申报类别" choices={categoryChoices} value={chosen.applyCategory} onChange={(category) => setChosen({ ...chosen, applyCategory: category })} />
    </Sheet>
  )
}
