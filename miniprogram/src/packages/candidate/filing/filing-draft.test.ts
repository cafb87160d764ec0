import type { Filing } from '@talent/shared/contract/candidate'
import { changesBetween } from './filing-changes'
import { addObjection, digestOf, emptyDraft, markRight, reconcile, removeObjection, verdictOf, wholeSection } from './filing-draft'

const field = (name: string, value: string, personal = false): Filing['sections'][number]['fields'][number] => ({ field: name, label: `标签${name}`, value, personal, before: null })
const section = (name: string, ...fields: Filing['sections'][number]['fields']): Filing['sections'][number] => ({ section: name, title: `栏目${name}`, fields, pictures: [], picturesBefore: [], change: null, objections: [] })
const filingOf = (sections: Filing['sections'], contentHash = 'h1'): Filing => ({
  trialId: 7, examYear: 2026, examName: '医师资格考试', institutionName: '某医院', state: 'awaiting', sections, removed: [], declaration: '', faceCheckRequired: false,
  totalMonths: 12, contentHash, confirmedAt: null, reopenReason: null, applicationId: null,
})
const basic = section('basic', field('name', '陈晓'), field('mobile', '138****0001', true))
const trial = section('trial', field('level', '执业医师'))
const filing = filingOf([basic, trial])
const judged = () => markRight(markRight(emptyDraft(filing), 'basic'), 'trial')

describe('verdicts', () => {
  test('a section is unseen, right, or wrong when something in it is', () => {
    const right = markRight(emptyDraft(filing), 'basic')
    expect(['basic', 'trial'].map((name) => verdictOf(right, name))).toEqual(['right', 'unseen'])
    const wrong = addObjection(right, { section: 'basic', field: 'name', remark: '应为陈小' })
    expect(verdictOf(wrong, 'basic')).toBe('wrong')
    expect(verdictOf(markRight(wrong, 'basic'), 'basic')).toBe('right')
    expect(verdictOf(removeObjection(wrong, { section: 'basic', field: 'name', remark: '' }), 'basic')).toBe('unseen')
  })

  test('a field has one objection, the last; the same field name elsewhere is another', () => {
    const first = addObjection(emptyDraft(filing), { section: 'basic', field: 'name', remark: '一' })
    const second = addObjection(addObjection(first, { section: 'trial', field: 'name', remark: '二' }), { section: 'basic', field: 'name', remark: '三' })
    expect(second.objections.map(({ section: of, remark }) => [of, remark])).toEqual([['trial', '二'], ['basic', '三']])
  })
})

describe('carried over to what is filed now', () => {
  test('the same content keeps every verdict', () => {
    expect(reconcile(judged(), filing)).toEqual({ draft: judged(), again: [] })
  })

  test('nothing kept is an empty draft', () => {
    expect(reconcile(null, filing)).toEqual({ draft: emptyDraft(filing), again: [] })
  })

  test('a changed section is looked at again; one that holds masked values too, for they may have changed unseen', () => {
    const changed = filingOf([basic, section('trial', field('level', '执业助理医师'))], 'h2')
    expect(reconcile(judged(), changed)).toMatchObject({ draft: { right: [], contentHash: 'h2' }, again: ['栏目basic', '栏目trial'] })
    const other = filingOf([section('basic', field('name', '陈小')), trial], 'h2')
    expect(reconcile(judged(), other)).toMatchObject({ draft: { right: ['trial'] }, again: ['栏目basic'] })
  })

  test.each([
    ['name', true],
    [wholeSection, true],
    ['gone', false],
  ])('an objection to %s is kept: %s', (name, kept) => {
    const draft = addObjection(emptyDraft(filing), { section: 'basic', field: name, remark: '有误' })
    expect(reconcile(draft, filingOf([basic, trial], 'h2')).draft.objections).toHaveLength(kept ? 1 : 0)
  })

  test('an objection to a section that is gone is dropped', () => {
    const draft = addObjection(emptyDraft(filing), { section: 'trial', field: wholeSection, remark: '有误' })
    expect(reconcile(draft, filingOf([basic], 'h2')).draft.objections).toEqual([])
  })
})

test('a digest depends on every value and holds none', () => {
  expect(digestOf(basic)).toBe(digestOf(section('basic', field('name', '陈晓'), field('mobile', '138****0001', true))))
  expect(digestOf(basic)).not.toBe(digestOf(section('basic', field('name', '陈晓'), field('mobile', '138****0002', true))))
  expect(digestOf(basic)).toMatch(/^[0-9a-f]{1,8}$/)
})

describe('what was changed meanwhile', () => {
  test('a value, a field that came, a field that went, a section that went', () => {
    const after = filingOf([section('basic', field('name', '陈小'), field('education', '本科'))], 'h2')
    expect(changesBetween(filing, after)).toEqual([
      { section: '栏目basic', label: '标签name', from: '陈晓', to: '陈小' },
      { section: '栏目basic', label: '标签education', from: '', to: '本科' },
      { section: '栏目basic', label: '标签mobile', from: '138****0001', to: '' },
      { section: '栏目trial', label: '整个栏目', from: '已填报', to: '' },
    ])
  })

  test('a section that came has all its fields new; the same has none', () => {
    expect(changesBetween(filingOf([basic]), filing)).toEqual([{ section: '栏目trial', label: '标签level', from: '', to: '执业医师' }])
    expect(changesBetween(filing, filing)).toEqual([])
  })
})
