import type { FoundPerson } from '@talent/shared/contract/key-groups'
import type { TableProps } from 'antd'

export type Chosen = Pick<FoundPerson, 'id' | 'name'>

/** Each person once, in the order of choosing. */
export const withPeople = (chosen: readonly Chosen[], more: readonly Chosen[]): Chosen[] => {
  const there = new Set(chosen.map(({ id }) => id))
  return [...chosen, ...more.filter(({ id }) => !there.has(id) && there.add(id))]
}

export const withoutPeople = (chosen: readonly Chosen[], gone: readonly number[]): Chosen[] => chosen.filter(({ id }) => !gone.includes(id))

/** Ticks that outlive the page of the table. */
export const chosenSelection = <T extends Chosen>(chosen: Chosen[], onChange: (chosen: Chosen[]) => void): NonNullable<TableProps<T>['rowSelection']> => ({
  selectedRowKeys: chosen.map(({ id }) => id),
  preserveSelectedRowKeys: true,
  getTitleCheckboxProps: () => ({ 'aria-label': '选择本页全部' }),
  getCheckboxProps: (person) => ({ 'aria-label': `选择${person.name}` }) as object,
  onSelect: (person, selected) => onChange(selected ? withPeople(chosen, [person]) : withoutPeople(chosen, [person.id])),
  onSelectAll: (selected, _rows, changed) => onChange(selected ? withPeople(chosen, changed) : withoutPeople(chosen, changed.map(({ id }) => id))),
})

/** 王小二、李小红 等 12 人 */
export function namesOf(chosen: readonly Chosen[], shown = 6): string {
  const names = chosen.slice(0, shown).map(({ name }) => name).join('、')
  return chosen.length > shown ? `${names} 等 ${chosen.length} 人` : `${names}（${chosen.length} 人）`
}
