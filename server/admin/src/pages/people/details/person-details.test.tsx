import type { DetailRecord, PersonDetails } from '@talent/shared/contract/details'
import type { Permission } from '@talent/shared/contract/permissions'
import { detailSectionNames, detailSections } from '@talent/shared/domain/sections/details'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { fakeDownloads } from '../../../testing/fake-downloads'
import { ok, refused } from '../../../testing/fake-server'
import { renderPage, type Answers } from '../../../testing/render-page'
import { samplePerson } from '../../../testing/sample-person'
import { routes } from '../routes'

const all: Permission[] = ['person.read', 'person.write', 'person.reveal', 'trial.read']
const school: DetailRecord = {
  id: 7, section: 'education', title: '学历：大学本科（2012-07 毕业）', values: { school: '武汉大学', major: '', education: '21', startDate: '', graduationDate: '2012-07-01', studyForm: '', certificateNo: '' },
  pictures: [{ attachmentId: 31, width: 300, height: 200 }], missingAttachment: false, warnings: [], version: 2, updatedAt: '2026-03-10T01:00:00.000Z',
}
const certificate: DetailRecord = {
  ...school, id: 9, section: 'qualification', title: '医师资格证：临床（2015-11 发证）', values: { certificateNo: '2013****17', category: 'clinical', level: 'practising', awardDate: '2015-11-30' },
  warnings: [{ field: 'certificateNo', message: '编码中的身份证号与该人员的证件号不一致，请核对' }],
}
const detailsOf = (records: DetailRecord[], more: Partial<PersonDetails> = {}): PersonDetails => ({
  examYear: 2026, portrait: null, complete: 1, necessary: 2, locked: false,
  sections: detailSectionNames.map((section) => {
    const own = records.filter((record) => record.section === section)
    const necessary = section === 'education'
    return { section, label: detailSections[section].label, attachmentRequired: detailSections[section].attachmentRequired, necessaryFor: necessary ? ['医师资格考试'] : [], records: own, missingAttachments: 0, missing: necessary && own.length === 0 ? ['还没有学历记录'] : [] }
  }),
  ...more,
})
const show = (details: PersonDetails, answers: Answers = {}, permissions = all) =>
  renderPage(routes, '/people/12', { permissions, answers: { 'GET /api/people/12': ok(samplePerson()), 'GET /api/people/12/details': ok(details), ...answers } })
const card = async (name: string) => within(await screen.findByRole('region', { name }))

test('every section has its place, and what an exam can\'t do without is starred and named', async () => {
  show(detailsOf([]))
  expect((await card('学历')).getByText('医师资格考试必需')).toBeTruthy()
  expect((await card('学历')).getByText('还没有学历记录')).toBeTruthy()
  for (const section of detailSectionNames) expect(await screen.findByRole('region', { name: detailSections[section].label })).toBeTruthy()
  expect(await screen.findByText(/考试必需的资料共 2 类，已完整 1 类/)).toBeTruthy()
})

test('a record is added as the declaration has it; without its picture it is not sent', async () => {
  const { sent } = show(detailsOf([]), { 'POST /api/people/12/details': ok(school) })
  fireEvent.click((await card('学历')).getByRole('button', { name: '新增学历' }))
  const dialog = within(await screen.findByRole('dialog', { name: '新增学历' }))
  fireEvent.click(dialog.getByRole('button', { name: /^保\s?存$/ }))
  expect(await dialog.findByText('请上传学历的证书图片')).toBeTruthy()
  expect(dialog.getByText('毕业院校：请填写毕业院校')).toBeTruthy()
  expect(sent('POST', '/api/people/12/details')).toEqual([])
})

test('a number that is known masked is kept when it is left empty, and shown on request', async () => {
  const { sent } = show(detailsOf([certificate]), {
    'PUT /api/people/12/details/9': ok(certificate),
    'POST /api/people/12/details/reveals': ok({ fields: [{ detailId: 9, field: 'certificateNo', value: '201342110420102199003070017' }] }),
  })
  expect((await card('医师资格证')).getByText(/不一致/)).toBeTruthy()
  fireEvent.click(await screen.findByRole('button', { name: '修改医师资格证：临床（2015-11 发证）' }))
  const dialog = within(await screen.findByRole('dialog', { name: '修改医师资格证' }))
  expect(dialog.getByText('现为 2013****17，不修改时留空')).toBeTruthy()
  fireEvent.click(dialog.getByRole('button', { name: /^保\s?存$/ }))
  await waitFor(() => expect(sent('PUT', '/api/people/12/details/9')[0]?.body).toEqual({ values: { category: 'clinical', level: 'practising', awardDate: '2015-11-30' }, pictureIds: [31], version: 2 }))
})

test('a record that somebody changed meanwhile is shown beside what was entered', async () => {
  show(detailsOf([school]), { 'PUT /api/people/12/details/7': refused(409, 'STALE', { data: { ...school, values: { ...school.values, school: '华中科技大学' }, version: 3 } }) })
  fireEvent.click(await screen.findByRole('button', { name: '修改学历：大学本科（2012-07 毕业）' }))
  const dialog = within(await screen.findByRole('dialog', { name: '修改学历' }))
  fireEvent.change(dialog.getByLabelText('毕业院校'), { target: { value: '武汉大学医学部' } })
  fireEvent.click(dialog.getByRole('button', { name: /^保\s?存$/ }))
  expect(await screen.findByText('这条记录刚被他人修改')).toBeTruthy()
  expect(screen.getByRole('cell', { name: '华中科技大学' })).toBeTruthy()
  expect(screen.getByRole('cell', { name: '武汉大学医学部' })).toBeTruthy()
})

test('a picture that a colleague has added meanwhile is seen before it is taken away', async () => {
  const theirs = { ...school, pictures: [...school.pictures, { attachmentId: 77, width: 300, height: 200 }], version: 3 }
  show(detailsOf([school]), { 'PUT /api/people/12/details/7': refused(409, 'STALE', { data: theirs }) })
  fireEvent.click(await screen.findByRole('button', { name: '修改学历：大学本科（2012-07 毕业）' }))
  const dialog = within(await screen.findByRole('dialog', { name: '修改学历' }))
  fireEvent.click(dialog.getByRole('button', { name: /^保\s?存$/ }))
  expect(await screen.findByText(/有 1 项不同/)).toBeTruthy()
  const row = within(screen.getByRole('row', { name: /附件/ }))
  expect(row.getAllByRole('img')).toHaveLength(school.pictures.length * 2 + 1)
})

test('what the server names below the values stands at its field', async () => {
  show(detailsOf([school]), { 'PUT /api/people/12/details/7': refused(400, 'BAD_INPUT', { issues: [{ path: ['values', 'school'], code: 'DETAIL_EXISTS', message: '该人员已有相同的学历记录，请修改原记录' }] }) })
  fireEvent.click(await screen.findByRole('button', { name: '修改学历：大学本科（2012-07 毕业）' }))
  const dialog = within(await screen.findByRole('dialog', { name: '修改学历' }))
  fireEvent.click(dialog.getByRole('button', { name: /^保\s?存$/ }))
  expect(await dialog.findByText('毕业院校：该人员已有相同的学历记录，请修改原记录')).toBeTruthy()
})

test('who may only read, and a record that the candidate confirmed, has no buttons', async () => {
  show(detailsOf([school], { locked: true }))
  expect(await screen.findByText('学历：大学本科（2012-07 毕业）')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /^(新增|修改|删除)学历/ })).toBeNull()
})

test('the list beside the record leads to every section, says what is missing and adds to one', async () => {
  show(detailsOf([certificate]))
  const nav = within(await screen.findByRole('navigation', { name: '资料目录' }))
  for (const section of detailSectionNames) expect(await nav.findByRole('link', { name: new RegExp(`^${detailSections[section].label.split('/')[0]}`) })).toBeTruthy()
  expect(nav.getByRole('link', { name: '学历 考试必需' }).parentElement?.textContent).toContain('待补')
  expect(nav.getByRole('link', { name: '医师资格证' }).parentElement?.textContent).toContain('1 条')
  fireEvent.click(nav.getByRole('link', { name: '身份信息' }))
  expect(document.activeElement?.id).toBe('section-身份信息')
  fireEvent.click(nav.getByRole('button', { name: '添加工作经历' }))
  expect(await screen.findByRole('dialog', { name: '新增工作经历' })).toBeTruthy()
})

test('who may see whole numbers chooses what is printed', async () => {
  const asked = fakeDownloads()
  show(detailsOf([]))
  fireEvent.click(await screen.findByRole('button', { name: '打印个人信息表' }))
  fireEvent.click(await screen.findByText('含完整号码（记入操作日志）'))
  expect(asked).toMatchObject([{ method: 'POST', path: '/api/people/12/resumes', body: { whole: true } }])
  act(() => asked[0]?.answer(refused(404, 'NOT_FOUND')))
  expect(screen.getByRole('button', { name: '重新下载' })).toBeTruthy()
})
