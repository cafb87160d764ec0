import { pictureTarget, wholeSection } from '@talent/shared/domain/objection-target'
import fc from 'fast-check'
import { basic, filingOf, trial } from '../../../../test/candidate/given-candidate'
import { addObjection, type DraftObjection, emptyDraft, markRight, reconcile, removeObjection, verdictOf, withoutObjections } from './filing-draft'
import { storeDraft, storedDraft } from './filing-draft-store'

const filing = filingOf({ sections: [{ ...basic, digest: 'b1' }, { ...trial, digest: 't1' }] })
const changed = filingOf({ sections: [{ ...basic, digest: 'b2' }, { ...trial, digest: 't1' }], contentHash: 'hash-2' })
const objection = (overrides: Partial<DraftObjection> = {}): DraftObjection => ({ section: 'basic', field: 'name', label: '姓名', remark: '应为陈小', ...overrides })
const judged = () => markRight(emptyDraft(filing), ['basic', 'trial'])

describe('verdicts', () => {
  test('a section is unseen, right, or wrong when something in it is', () => {
    const right = markRight(emptyDraft(filing), ['basic'])
    expect(['basic', 'trial'].map((name) => verdictOf(right, name))).toEqual(['right', 'unseen'])
    const wrong = addObjection(right, objection())
    expect(verdictOf(wrong, 'basic')).toBe('wrong')
    expect(verdictOf(markRight(wrong, ['basic']), 'basic')).toBe('right')
    expect(verdictOf(removeObjection(wrong, objection()), 'basic')).toBe('unseen')
  })

  test('a field has one objection, the last; the same field name elsewhere is another, and so is a picture', () => {
    const all = [objection({ remark: '一' }), objection({ section: 'trial', remark: '二' }), objection({ field: pictureTarget(3), remark: '三' }), objection({ remark: '四' })]
    expect(all.reduce(addObjection, emptyDraft(filing)).objections.map(({ remark }) => remark)).toEqual(['二', '三', '四'])
  })

  test('several are found right at once', () => {
    const draft = markRight(addObjection(emptyDraft(filing), objection()), ['basic', 'trial'])
    expect(draft).toMatchObject({ right: ['basic', 'trial'], objections: [] })
  })
})

describe('carried over to what is filed now', () => {
  test('the same content keeps every verdict', () => {
    expect(reconcile(judged(), filing)).toEqual({ draft: judged(), again: [], dropped: [] })
  })

  test('nothing kept is an empty draft', () => {
    expect(reconcile(null, filing)).toEqual({ draft: emptyDraft(filing), again: [], dropped: [] })
  })

  test('only a changed section is looked at again', () => {
    expect(reconcile(judged(), changed)).toMatchObject({ draft: { right: ['trial'], digests: { basic: 'b2', trial: 't1' } }, again: ['基本信息'], dropped: [] })
  })

  test('an objection to what has changed is given back, one to what is the same is kept', () => {
    const draft = addObjection(addObjection(emptyDraft(filing), objection()), objection({ section: 'trial' }))
    expect(reconcile(draft, changed)).toMatchObject({ draft: { objections: [{ section: 'trial' }] }, dropped: [{ section: 'basic', label: '姓名', remark: '应为陈小' }] })
  })

  test('an objection to a section that went meanwhile is given back; one to its being gone is kept while it is gone', () => {
    const gone = { section: 'trial', title: trial.title, fields: [], pictures: [], objections: [] }
    const before = addObjection(emptyDraft(filing), objection({ section: 'trial', field: wholeSection }))
    const without = filingOf({ sections: [{ ...basic, digest: 'b1' }], removed: [gone] })
    expect(reconcile(before, without)).toMatchObject({ draft: { objections: [] }, dropped: [{ section: 'trial' }] })
    const missed = addObjection(emptyDraft(without), objection({ section: 'trial', field: wholeSection }))
    expect(reconcile(missed, without)).toMatchObject({ draft: { objections: [{ section: 'trial' }] }, dropped: [] })
    expect(reconcile(missed, filing).dropped).toHaveLength(1)
  })

  test('whatever changes: a verdict is kept exactly where the section is the same, and nothing written is lost unsaid', () => {
    const name = fc.constantFrom('basic', 'trial')
    const digest = fc.constantFrom('1', '2')
    const written = fc.array(fc.record({ section: name, field: fc.constantFrom('a', 'b', wholeSection) }), { maxLength: 4 })
    const filed = fc.record({ basic: fc.option(digest, { nil: null }), trial: fc.option(digest, { nil: null }) })
    const of = (digests: { basic: string | null; trial: string | null }) =>
      filingOf({ sections: [basic, trial].flatMap((section) => {
        const found = section.section === 'basic' ? digests.basic : digests.trial
        return found === null ? [] : [{ ...section, digest: found }]
      }) })
    fc.assert(
      fc.property(filed, filed, fc.array(name), written, (before, after, right, objections) => {
        const known = of(before).sections.map(({ section }) => section)
        const draft = objections.filter(({ section }) => known.includes(section)).map((one) => objection(one))
          .reduce(addObjection, markRight(emptyDraft(of(before)), right.filter((section) => known.includes(section))))
        const { draft: now, dropped } = reconcile(draft, of(after))
        const isSame = (section: string) => (section === 'basic' ? before.basic === after.basic : before.trial === after.trial)
        expect(now.right).toEqual(of(after).sections.map(({ section }) => section).filter((section) => draft.right.includes(section) && isSame(section)))
        expect([...now.objections, ...dropped]).toHaveLength(draft.objections.length)
        expect(dropped.every(({ section }) => !isSame(section))).toBe(true)
      }),
    )
  })
})

describe('kept on the phone', () => {
  test('comes back as it was, and is forgotten when nothing is in it', () => {
    const draft = addObjection(judged(), objection({ field: wholeSection }))
    storeDraft(7, draft)
    expect(storedDraft(7)).toEqual(draft)
    expect(storedDraft(8)).toBeNull()
    storeDraft(7, withoutObjections({ ...draft, right: [] }))
    expect(storedDraft(7)).toBeNull()
  })

  test('after the objections were sent, what was right stays', () => {
    storeDraft(7, withoutObjections(addObjection(judged(), objection())))
    expect(storedDraft(7)).toMatchObject({ right: ['trial'], objections: [] })
  })
})
