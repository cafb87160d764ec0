import { basic, filingOf, trial, withValue } from '../../../../test/candidate/given-candidate'
import { changesBetween, differencesOf } from './filing-changes'

const before = filingOf({ sections: [basic, trial] })
const picture = (attachmentId: number) => ({ attachmentId, width: 200, height: 100, label: '照片', isNew: false })

describe('changed while it was looked at', () => {
  test('a value', () => {
    expect(changesBetween(before, withValue(before, 'basic', 'name', '陈小', 'h2'))).toEqual([{ section: '基本信息', label: '姓名', from: '陈晓', to: '陈小' }])
  })

  test('a field that came, and one that went', () => {
    const fields = [...basic.fields.filter(({ field }) => field !== 'mobile'), { field: 'major', label: '专业', value: '临床', personal: false, before: null }]
    expect(changesBetween(before, filingOf({ sections: [{ ...basic, digest: 'd2', fields }, trial] }))).toEqual([
      { section: '基本信息', label: '专业', from: '未填写', to: '临床' },
      { section: '基本信息', label: '手机号', from: '138****0001', to: '未填写' },
    ])
  })

  test('a picture', () => {
    const after = filingOf({ sections: [{ ...basic, digest: 'd2', pictures: [picture(5)] }, trial] })
    expect(changesBetween(before, after)).toEqual([{ section: '基本信息', label: '图片', from: '0 张', to: '1 张，有更换' }])
  })

  test('a masked number says where to look', () => {
    expect(changesBetween(before, filingOf({ sections: [{ ...basic, digest: 'd2' }, trial] }))).toEqual([{ section: '基本信息', label: '号码', from: '', to: '有改动，请点“显示”核对' }])
  })

  test('a section that came, and one that went', () => {
    const back = changesBetween(filingOf({ sections: [basic] }), before)
    expect(changesBetween(before, filingOf({ sections: [basic] }))).toEqual([{ section: '试用期填报', label: '整个栏目', from: '已填报', to: '已删除' }])
    expect(back).toEqual([{ section: '试用期填报', label: '新增的栏目', from: '', to: '已填报' }])
  })

  test('nothing, when nothing has', () => {
    expect(changesBetween(before, before)).toEqual([])
  })
})

test('what differs from the last answer is counted; nothing is null', () => {
  const removed = { section: 'degree-1', title: '学位', fields: [], pictures: [], objections: [] }
  expect(differencesOf(filingOf({ sections: [{ ...basic, change: 'changed' }, { ...trial, change: 'added' }], removed: [removed] }))).toEqual({ changed: 1, added: 1, removed: 1 })
  expect(differencesOf(before)).toBeNull()
})
