import { entryOf } from '../dictionaries'
import { institutionCategory, needsStandardDepartment } from '../dictionaries/organization-tables'
import { departmentTemplate, type TemplateDepartment } from './department-template'

const flat = (tree: readonly TemplateDepartment[]): TemplateDepartment[] => tree.flatMap((node) => [node, ...flat(node.children)])

test('every category of institution gets a tree that the rules accept', () => {
  for (const category of [null, ...institutionCategory.map((entry) => entry.code)]) {
    const departments = flat(departmentTemplate(category))
    expect(departments.length).toBeGreaterThan(1)
    for (const { name, category: kind, standardName } of departments) {
      expect([name, entryOf('departmentCategory', kind)?.code]).toEqual([name, kind])
      if (needsStandardDepartment(kind)) expect([name, entryOf('standardDepartment', standardName ?? '')?.code]).toEqual([name, standardName])
    }
  }
})

test('siblings differ in name', () => {
  const check = (tree: readonly TemplateDepartment[]): void => {
    expect(new Set(tree.map((node) => node.name)).size).toBe(tree.length)
    for (const node of tree) check(node.children)
  }
  for (const category of ['A100', 'B100', 'C220', 'D211']) check(departmentTemplate(category))
})

test('a township centre has a place for its village clinics, a hospital has none', () => {
  expect(flat(departmentTemplate('C220')).some((d) => d.category === 'villageClinic')).toBe(true)
  expect(flat(departmentTemplate('A100')).some((d) => d.category === 'villageClinic')).toBe(false)
})
