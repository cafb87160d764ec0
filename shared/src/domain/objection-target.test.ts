import { personFields } from './sections/person'
import { detailSections } from './sections/details'
import { pictureOfTarget, pictureTarget, wholeSection } from './objection-target'

test('a picture is found again by its target', () => {
  expect(pictureOfTarget(pictureTarget(31))).toBe(31)
})

test.each([wholeSection, 'education', '', 'picture-', 'picture-0', 'picture-07', 'picture-1e3', 'picture--1', 'picture-1x', 'xpicture-1'])('%j is no picture', (target) => {
  expect(pictureOfTarget(target)).toBeNull()
})

test('no field of any section is taken for a picture', () => {
  const names = [...personFields, ...Object.values(detailSections).flatMap(({ fields }) => fields)].map(({ key }) => key)
  expect(names.filter((name) => name.startsWith('picture-') || name === wholeSection)).toEqual([])
})
