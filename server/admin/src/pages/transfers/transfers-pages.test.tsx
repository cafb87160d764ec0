import type { Transfer, TransferRow } from '@talent/shared/contract/transfers'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { samplePerson } from '../../testing/sample-person'
import { routes } from './routes'

const row = (change: Partial<TransferRow> = {}): TransferRow => ({
  id: 7, kind: 'in', stage: 'toHandle', waitingFor: 'holder', name: '张小燕', identityNumber: '4201****29', fromUnit: '同济医院', toUnit: '东湖医院', departmentName: '内科',
  resignationType: null, date: '2026-03-10', submittedAt: '2026-03-09T01:00:00.000Z', effectiveAt: null, receivedAt: null, updatedAt: '2026-03-09T01:00:00.000Z', ...change,
})
const transfer = (change: Partial<Transfer> = {}): Transfer => ({
  ...row(), identityType: 'residentCard', personId: null, toOrganizationId: 9, toDepartmentId: null, note: '工作需要', reviewerName: null, standsInFor: null, consequences: [],
  steps: [{ action: 'submit', unitName: '东湖医院', accountName: '李医院', opinion: '', at: '2026-03-09T01:00:00.000Z' }],
  may: { edit: false, submit: false, withdraw: false, remove: false, answer: false, receive: false, decide: false }, version: 2, ...change,
})
const may = (change: Partial<Transfer['may']>) => ({ ...transfer().may, ...change })
const listed = (...items: TransferRow[]) => ok({ items, total: items.length, page: 1, pageSize: 20, counts: { draft: 0, toHandle: 1, submitted: 2, rejected: 0, toReceive: 0, done: 4 } })
const department = { id: 3, parentId: null, name: '内科', category: 'clinical', standardName: '03', sortOrder: 0, people: 2, peopleBelow: 2, version: 1 }
const places: Answers = {
  'GET /api/departments': ok({ items: [department] }),
  'GET /api/posts': ok({ items: [{ id: 5, name: '主治医师', standardPostCode: 'GW00001519', people: 0, version: 1 }] }),
}
const permissions = ['transfer.read', 'transfer.write', 'person.read', 'department.read', 'post.read'] as const
const open = (at: string, answers: Answers, mine: readonly (typeof permissions)[number][] = permissions) => renderPage(routes, at, { permissions: [...mine], answers: { ...places, ...answers } })
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const choose = (select: HTMLElement, option: string) => {
  fireEvent.mouseDown(select)
  fireEvent.click(screen.getByTitle(option))
}

describe('the list', () => {
  test('has the four names of the manual, counts by state, and says what is to do', async () => {
    const { sent } = open('/transfers', { 'GET /api/transfers': listed(row()) })
    for (const name of ['人员调出', '人员调入', '调入申请', '员工离职']) expect(await screen.findByRole('tab', { name })).toBeTruthy()
    expect(await screen.findByRole('tab', { name: '待本单位处理（1）' })).toBeTruthy()
    expect(screen.getByRole('tab', { name: '全部（7）' })).toBeTruthy()
    expect((await screen.findByRole('link', { name: '答复“张小燕”' })).getAttribute('href')).toBe('/transfers/7')
    fireEvent.click(screen.getByRole('tab', { name: '员工离职' }))
    await waitFor(() => expect(sent('GET', '/api/transfers').at(-1)?.path).toContain('list=resignation'))
    expect(await screen.findByRole('button', { name: /新增离职/ })).toBeTruthy()
    expect(screen.getByText('离职类型', { selector: 'label' })).toBeTruthy()
  })

  test('says what comes first when it is empty, and offers nothing to one who only reads', async () => {
    open('/transfers?list=request', { 'GET /api/transfers': listed() }, ['transfer.read'])
    expect(await screen.findByText('还没有调入申请')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /新增调入申请/ })).toBeNull()
  })
})

describe('asking for somebody', () => {
  test('the document comes along from the person form; the unit is looked up, the request sent', async () => {
    const { sent, router } = open('/transfers/new?kind=in', {
      'POST /api/transfer-lookups': ok({ unitName: '同济医院', inService: true, name: '张小燕', identityNumber: '4201****29', consequences: ['2026 年度医师资格考试：试用期填报只供查阅，由新单位重新填报'] }),
      'POST /api/transfers': ok(transfer({ stage: 'submitted' })),
      'GET /api/transfers/7': ok(transfer()),
    })
    fireEvent.change(await screen.findByLabelText('证件号'), { target: { value: '420100199001010126' } })
    fireEvent.change(screen.getByLabelText('姓名'), { target: { value: '张小燕' } })
    await screen.findByText('可先查询人员现在的单位，再提交申请。')
    await press('查询所在单位')
    expect(await screen.findByText(/在“同济医院”在岗/)).toBeTruthy()
    expect(screen.getByText(/由新单位重新填报/)).toBeTruthy()
    await press('提交')
    expect(await screen.findByRole('link', { name: '调入后的科室：请选择调入后的科室' })).toBeTruthy()
    choose(screen.getByRole('combobox', { name: '调入后的科室' }), '内科')
    await press('提交')
    await waitFor(() => expect(sent('POST', '/api/transfers')[0]?.body).toMatchObject({ kind: 'in', identityType: 'residentCard', identityNumber: '420100199001010126', name: '张小燕', departmentId: 3, submit: true }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/transfers/7'))
  })

  test('what does not agree stands at its field, and another change under way is a link', async () => {
    let answer = refused(400, 'BAD_INPUT', { issues: [{ path: ['name'], code: 'NAME_DIFFERS', message: '没有找到姓名和证件号都相符的人员，请核对' }] })
    open('/transfers/new?kind=in', { 'POST /api/transfers': () => answer })
    fireEvent.change(await screen.findByLabelText('证件号'), { target: { value: '420100199001010126' } })
    fireEvent.change(screen.getByLabelText('姓名'), { target: { value: '张三' } })
    await waitFor(() => expect(screen.getByRole('combobox', { name: '调入后的科室' })).toBeTruthy())
    choose(screen.getByRole('combobox', { name: '调入后的科室' }), '内科')
    await press('提交')
    expect(await screen.findByRole('link', { name: '姓名：没有找到姓名和证件号都相符的人员，请核对' })).toBeTruthy()
    answer = refused(409, 'TRANSFER_UNDER_WAY', { detail: '本单位已提交该人员的调入申请，办结或撤回后才能再提交', data: { transferId: 44 } })
    await press('提交')
    expect((await screen.findByRole('link', { name: '打开办理中的变动' })).getAttribute('href')).toBe('/transfers/44')
  })
})

test('a resignation of the person whose page one came from is kept without being submitted', async () => {
  const { sent } = open('/transfers/new?kind=resignation&person=12', {
    'GET /api/people/12': ok(samplePerson()),
    'GET /api/people/12/transfer-consequences': ok({ consequences: [] }),
    'POST /api/transfers': ok(transfer({ kind: 'resignation', stage: 'draft' })),
    'GET /api/transfers/7': ok(transfer()),
  })
  expect(await screen.findByText('张小燕')).toBeTruthy()
  choose(screen.getByRole('combobox', { name: '离职类型' }), '退休')
  await press('保存，暂不提交')
  await waitFor(() => expect(sent('POST', '/api/transfers')[0]?.body).toMatchObject({ kind: 'resignation', personId: 12, resignationType: 'retired', submit: false }))
})

test('somebody is sent to a unit found by part of its name', async () => {
  const { sent } = open('/transfers/new?kind=out&person=12', {
    'GET /api/people/12': ok(samplePerson()),
    'GET /api/people/12/transfer-consequences': ok({ consequences: [] }),
    'GET /api/transfer-units': ok({ items: [{ organizationId: 9, name: '东湖医院', authorityName: '东湖区卫健局' }] }),
    'POST /api/transfers': ok(transfer({ kind: 'out' })),
    'GET /api/transfers/7': ok(transfer()),
  })
  const unit = await screen.findByRole('combobox', { name: '调往单位' })
  fireEvent.mouseDown(unit)
  fireEvent.change(unit, { target: { value: '东湖' } })
  fireEvent.click(await screen.findByTitle('东湖医院'))
  await press('提交')
  await waitFor(() => expect(sent('POST', '/api/transfers')[0]?.body).toMatchObject({ kind: 'out', personId: 12, toOrganizationId: 9, toUnitName: '', submit: true }))
})

describe('the answer', () => {
  test('of the holder is given by keys; a refusal needs its reason', async () => {
    const { sent } = open('/transfers/7', { 'GET /api/transfers/7': ok(transfer({ may: may({ answer: true }) })), 'POST /api/transfers/7/answers': ok(transfer({ stage: 'rejected' })) })
    await screen.findByText('东湖医院申请调入本单位人员，请答复。同意后由主管单位审核，通过后人员即离开本单位。')
    fireEvent.keyDown(document.body, { key: '2' })
    await press('提交：不同意')
    expect(await screen.findByText('请填写不同意的原因，让申请人知道怎么修改')).toBeTruthy()
    await press('合同或服务期未满')
    await press('提交：不同意')
    await waitFor(() => expect(sent('POST', '/api/transfers/7/answers')[0]?.body).toEqual({ decision: 'refuse', opinion: '合同或服务期未满', departmentId: null, version: 2 }))
  })

  test('of the unit that is to get somebody says to which department', async () => {
    const { sent } = open('/transfers/7', { 'GET /api/transfers/7': ok(transfer({ kind: 'out', waitingFor: 'receiver', may: may({ answer: true }) })), 'POST /api/transfers/7/answers': ok(transfer()) })
    await screen.findByText('办理过程')
    fireEvent.keyDown(document.body, { key: '1' })
    await press('提交：同意')
    expect(await screen.findByText('请选择调入后的科室')).toBeTruthy()
    choose(screen.getByRole('combobox', { name: '调入后的科室' }), '内科')
    await press('提交：同意')
    await waitFor(() => expect(sent('POST', '/api/transfers/7/answers')[0]?.body).toMatchObject({ decision: 'agree', departmentId: 3 }))
  })

  test('that came too late shows what it is by now', async () => {
    let now = transfer({ may: may({ answer: true }) })
    open('/transfers/7', {
      'GET /api/transfers/7': () => ok(now),
      'POST /api/transfers/7/answers': () => {
        now = transfer({ stage: 'submitted', waitingFor: 'authority', reviewerName: '东湖区卫健局' })
        return refused(409, 'TRANSFER_STATE', { detail: '王同事已同意' })
      },
    })
    await screen.findByText('办理过程')
    fireEvent.keyDown(document.body, { key: '1' })
    await press('提交：同意')
    expect(await screen.findByText('等待东湖区卫健局审核，通过后变动生效。')).toBeTruthy()
  })
})

test('the page says who is asked, and for whom', async () => {
  open('/transfers/7', { 'GET /api/transfers/7': ok(transfer({ stage: 'submitted', waitingFor: 'authority', reviewerName: '江城市卫健委', standsInFor: '东湖区卫健局' })) })
  expect(await screen.findByText('等待江城市卫健委审核，通过后变动生效。东湖区卫健局还没有可以审核的账号，由上一级主管单位审核。')).toBeTruthy()
  expect(screen.getByText('江城市卫健委（代东湖区卫健局）')).toBeTruthy()
})

test('a rejected request shows who sent it back and why, and may be put right', async () => {
  open('/transfers/7', {
    'GET /api/transfers/7': ok(transfer({ stage: 'rejected', waitingFor: null, may: may({ edit: true, remove: true }), steps: [...transfer().steps, { action: 'refuse', unitName: '同济医院', accountName: '王人事', opinion: '合同未到期', at: '2026-03-09T02:00:00.000Z' }] })),
  })
  expect(await screen.findByText('同济医院退回：合同未到期')).toBeTruthy()
  expect(screen.getByRole('button', { name: '修改' })).toBeTruthy()
})

test('the record is taken over with a place in the unit', async () => {
  const { sent } = open('/transfers/7', {
    'GET /api/transfers/7': ok(transfer({ stage: 'toReceive', waitingFor: null, toDepartmentId: 3, may: may({ receive: true }) })),
    'POST /api/transfers/7/receipts': ok(transfer({ stage: 'done' })),
  })
  const card = await screen.findByRole('region', { name: '接收档案' })
  await within(card).findByTitle('内科')
  fireEvent.change(within(card).getByLabelText('工号'), { target: { value: 'N001' } })
  fireEvent.click(within(card).getByRole('button', { name: '接收档案' }))
  await waitFor(() => expect(sent('POST', '/api/transfers/7/receipts')[0]?.body).toEqual({ departmentId: 3, postId: null, employmentStatus: 'inPost', employeeNo: 'N001', hireDate: '2026-03-10', version: 2 }))
})

describe('a record that was received meanwhile', () => {
  const waiting = transfer({ stage: 'toReceive', waitingFor: null, toDepartmentId: 3, may: may({ receive: true }) })
  const place = { departmentId: 3, postId: null, employmentStatus: 'inPost', hireDate: '2026-03-10' }
  const receiveWith = async (answers: Answers) => {
    const opened = open('/transfers/7', { 'GET /api/transfers/7': ok(waiting), ...answers })
    const card = await screen.findByRole('region', { name: '接收档案' })
    await within(card).findByTitle('内科')
    fireEvent.change(within(card).getByLabelText('工号'), { target: { value: 'N001' } })
    fireEvent.click(within(card).getByRole('button', { name: '接收档案' }))
    return opened
  }
  const taken = refused(409, 'STALE', { data: transfer({ stage: 'done', personId: 31, receivedAt: '2026-03-10T01:00:00.000Z', version: 3 }) })
  const colleagues = samplePerson({ ...place, id: 31, employeeNo: 'K777', version: 8 })

  test('is shown beside what was typed, which can be put into it', async () => {
    const { sent } = await receiveWith({ 'POST /api/transfers/7/receipts': taken, 'GET /api/people/31': ok(colleagues), 'PUT /api/people/31': ok({ ...colleagues, employeeNo: 'N001', version: 9 }) })
    const dialog = within(await screen.findByRole('dialog'))
    expect((await dialog.findByRole('row', { name: /工号/ })).textContent).toBe('工号N001K777')
    expect(dialog.getAllByRole('row')).toHaveLength(2)
    fireEvent.click(dialog.getByRole('button', { name: '用我的内容覆盖' }))
    await waitFor(() => expect(sent('PUT', '/api/people/31')[0]?.body).toMatchObject({ ...place, employeeNo: 'N001', version: 8 }))
  })

  test('stays as it is when that is chosen', async () => {
    const { sent } = await receiveWith({ 'POST /api/transfers/7/receipts': taken, 'GET /api/people/31': ok(colleagues) })
    await screen.findByText('K777')
    fireEvent.click(screen.getByRole('button', { name: '采用最新内容' }))
    await waitFor(() => expect(screen.queryByText('K777')).toBeNull())
    expect(sent('PUT', '/api/people/31')).toHaveLength(0)
  })

  test('one that only changed is received over what it is now', async () => {
    const { sent } = await receiveWith({ 'POST /api/transfers/7/receipts': ({ body }) => ((body as { version: number }).version === 2 ? refused(409, 'STALE', { data: { ...waiting, version: 3 } }) : ok(transfer({ stage: 'done' }))) })
    fireEvent.click(await screen.findByRole('button', { name: '用我的内容覆盖' }))
    await waitFor(() => expect(sent('POST', '/api/transfers/7/receipts')[1]?.body).toMatchObject({ employeeNo: 'N001', version: 3 }))
  })
})

test('what has been changed meanwhile is shown beside what was typed', async () => {
  const draft = transfer({ kind: 'out', stage: 'draft', waitingFor: null, may: may({ edit: true, submit: true }) })
  const { sent } = open('/transfers/7/edit', {
    'GET /api/transfers/7': ok(draft),
    'PUT /api/transfers/7': refused(409, 'STALE', { data: { ...draft, note: '别人写的', version: 3 } }),
  })
  fireEvent.change(await screen.findByLabelText('说明（选填）'), { target: { value: '我写的' } })
  await press('保存，暂不提交')
  expect(await screen.findByText('别人写的')).toBeTruthy()
  expect(sent('PUT', '/api/transfers/7')[0]?.body).toMatchObject({ note: '我写的', toOrganizationId: 9, version: 2 })
})

describe('what is typed', () => {
  const draftIsKept = () => waitFor(() => expect(Object.keys(sessionStorage).some((key) => key.startsWith('draft:'))).toBe(true))
  beforeEach(() => sessionStorage.clear())

  test('outlives a reload for each way of its own, and goes once it is saved', async () => {
    const answers: Answers = { 'POST /api/transfers': ok(transfer({ stage: 'draft' })), 'GET /api/transfers/7': ok(transfer()) }
    const first = open('/transfers/new?kind=in', answers)
    fireEvent.change(await screen.findByLabelText('姓名'), { target: { value: '张小燕' } })
    fireEvent.change(screen.getByLabelText('证件号'), { target: { value: '420100199001010126' } })
    await draftIsKept()
    first.unmount()
    const other = open('/transfers/new?kind=resignation', answers)
    await screen.findByLabelText('说明（选填）')
    expect(screen.queryByRole('button', { name: '恢复' })).toBeNull()
    other.unmount()
    const { sent } = open('/transfers/new?kind=in', answers)
    await press('恢复')
    expect(await screen.findByDisplayValue('420100199001010126')).toBeTruthy()
    choose(screen.getByRole('combobox', { name: '调入后的科室' }), '内科')
    await press('保存，暂不提交')
    await waitFor(() => expect(sent('POST', '/api/transfers')[0]?.body).toMatchObject({ name: '张小燕', identityNumber: '420100199001010126', submit: false }))
    await waitFor(() => expect(Object.keys(sessionStorage)).toEqual([]))
  })

  test('over a version that others have changed since shows both', async () => {
    const mine = transfer({ kind: 'resignation', stage: 'draft', resignationType: 'resigned', note: '原来的说明', personId: 12, may: may({ edit: true }), version: 2 })
    const theirs = { ...mine, note: '同事的说明', version: 3 }
    const first = open('/transfers/7/edit', { 'GET /api/transfers/7': ok(mine) })
    fireEvent.change(await screen.findByDisplayValue('原来的说明'), { target: { value: '我的说明' } })
    await draftIsKept()
    first.unmount()
    const { sent } = open('/transfers/7/edit', {
      'GET /api/transfers/7': ok(theirs),
      'PUT /api/transfers/7': ({ body }) => ((body as { version: number }).version === 3 ? ok({ ...theirs, note: '我的说明', version: 4 }) : refused(409, 'STALE', { data: theirs })),
    })
    expect(await screen.findByDisplayValue('同事的说明')).toBeTruthy()
    await press('恢复')
    expect(await screen.findByDisplayValue('我的说明')).toBeTruthy()
    await press('保存，暂不提交')
    const dialog = within(await screen.findByRole('dialog', { name: '这条记录刚被他人修改' }))
    for (const words of ['我的说明', '同事的说明']) expect(dialog.getByText(words)).toBeTruthy()
    fireEvent.click(dialog.getByRole('button', { name: '用我的内容覆盖' }))
    await waitFor(() => expect(sent('PUT', '/api/transfers/7').map(({ body }) => (body as { version: number }).version)).toEqual([2, 3]))
  })
})
