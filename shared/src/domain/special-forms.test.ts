import { identityTypeCodes } from '../dictionaries/identity-types'
import { isSpecialForm, missingForms, neededForms } from './special-forms'

test.each([
  ['residentCard', []], ['officerCard', []],
  ['hongKongMacauPermit', ['hongKongMacauTaiwan']], ['taiwanPermit', ['hongKongMacauTaiwan']], ['residencePermit', ['hongKongMacauTaiwan']],
  ['passport', ['foreign']], ['foreignPermanentCard', ['foreign']],
])('%s needs %j', (identityType, forms) => {
  expect(neededForms(identityType, { schoolOrArmy: false }).map(({ form }) => form)).toEqual(forms)
})

test('whoever is marked as of a school or the army needs that form beside the one of the document', () => {
  for (const identityType of identityTypeCodes) expect(neededForms(identityType, { schoolOrArmy: true })[0]?.form).toBe('schoolOrArmy')
  expect(neededForms('passport', { schoolOrArmy: true }).map(({ reason }) => reason)).toEqual(['填报中选择了高校或部队考生', '身份证件为护照'])
})

test('each form without a photo is named', () => {
  const needed = neededForms('passport', { schoolOrArmy: true })
  expect(missingForms(needed, [{ form: 'foreign' }])).toEqual([{ path: ['forms', 'schoolOrArmy'], code: 'FORM_MISSING', message: '缺少盖章后的《高校/部队考生报考表》照片' }])
  expect(missingForms(needed, [{ form: 'foreign' }, { form: 'schoolOrArmy' }])).toEqual([])
  expect(isSpecialForm('toString')).toBe(false)
})
