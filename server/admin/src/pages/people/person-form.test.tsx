import type { Permission } from '@talent/shared/contract/permissions'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused, sessionInfo } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { samplePerson } from '../../testing/sample-person'
import { routes } from './routes'

const departments = ok({
  items: [
    { id: 1, name: '内科', parentId: null, category: 'clinical', standardName: '03', sortOrder: 0, people: 0, version: 1 },
    { id: 2, name: '心血管内科', parentId: 1, category: 'clinical', standardName: '03.04', sortOrder: 0, people: 4, version: 1 },
  ],
})
const posts = ok({ items: [{ id: 5, name: '主治医师', standardPostCode: 'GW00001519', people: 4, version: 1 }] })
const writer: Permission[] = ['trial.read', 'person.read', 'person.write', 'department.read', 'post.read']

const show = (at: string, answers: Answers = {}) =>
  renderPage(routes, at, {
    permissions: writer,
    answers: {
      'GET /api/departments': departments,
      'GET /api/posts': posts,
      'GET /api/people/12': ok(samplePerson()),
      'POST /api/people/search': ok({ items: [], total: 0, page: 1, pageSize: 20 }),
      ...answers,
    },
  })
const field = (label: string) => screen.findByLabelText<HTMLInputElement>(label)
const type = async (label: string, value: string) => fireEvent.change(await field(label), { target: { value } })
const leave = async (label: string) => fireEvent.blur(await field(label))
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const itemOf = async (label: string) => {
  const item = (await field(label)).closest<HTMLElement>('.ant-form-item')
  if (!item) throw new Error(`no item for ${label}`)
  return within(item)
}
async function choose(label: string, choice: string) {
  fireEvent.mouseDown(await screen.findByRole('combobox', { name: label }))
  const option = (await screen.findAllByTitle(choice)).at(-1)
  if (option) fireEvent.click(option)
}

describe('a new person', () => {
  const answers: Answers = { 'POST /api/people': ok(samplePerson()) }

  async function fillIn() {
    await type('姓名', '张小燕')
    await type('证件号', '420102199001010129')
    await choose('民族', '汉族')
    await choose('科室/部门', '内科 / 心血管内科')
    await choose('在职状态', '在岗人员')
    await choose('学历', '大学本科')
    await choose('学位', '学士')
    await type('所学专业', '临床医学')
    await type('手机号码', '13800138000')
  }

  test('birth date and sex come out of the number, and everything is sent in the words of the contract', async () => {
    const { sent, router } = show('/people/new', answers)
    await fillIn()
    expect(await field('出生日期')).toHaveProperty('value', '1990-01-01')
    await press('保存')
    await waitFor(() => expect(sent('POST', '/api/people')).toHaveLength(1))
    expect(sent('POST', '/api/people')[0]?.body).toMatchObject({
      name: '张小燕', identityType: 'residentCard', identityNumber: '420102199001010129', birthDate: '1990-01-01', sex: '2', departmentId: 2, postId: null,
    })
    await waitFor(() => expect(router.state.location.pathname).toBe('/people/12'))
  })

  test('a wrong check digit is told when the field is left, before anything is sent', async () => {
    const { requests } = show('/people/new', answers)
    await type('证件号', '420102199001010128')
    expect((await itemOf('证件号')).queryByText(/校验码/)).toBeNull()
    await leave('证件号')
    expect(await (await itemOf('证件号')).findByText(/校验码/)).toBeTruthy()
    expect(requests.some((request) => request.method === 'POST' && request.path === '/api/people')).toBe(false)
  })

  test('a date that contradicts the number is told, and not written over', async () => {
    show('/people/new', answers)
    fireEvent.change(await field('出生日期'), { target: { value: '1991-05-05' } })
    fireEvent.keyDown(await field('出生日期'), { key: 'Enter', code: 'Enter', keyCode: 13 })
    await leave('出生日期')
    await type('证件号', '420102199001010129')
    expect(await (await itemOf('出生日期')).findByText(/证件号中为 1990-01-01/)).toBeTruthy()
    expect(await field('出生日期')).toHaveProperty('value', '1991-05-05')
  })

  test('nothing is called missing before 保存; then everything is, with links', async () => {
    const { sent } = show('/people/new', answers)
    await leave('姓名')
    expect(screen.queryByText('请填写姓名')).toBeNull()
    await press('保存')
    expect(await screen.findByRole('link', { name: '姓名：请填写姓名' })).toBeTruthy()
    expect(screen.getByRole('link', { name: '科室/部门：请选择科室/部门' })).toBeTruthy()
    expect(sent('POST', '/api/people')).toHaveLength(0)
  })

  test('what the server refuses stands at its field, the names of the contract mapped back', async () => {
    show('/people/new', {
      'POST /api/people': refused(400, 'BAD_INPUT', { issues: [{ path: ['departmentId'], code: 'DEPARTMENT_UNKNOWN', message: '科室不存在，请重新选择' }] }),
    })
    await fillIn()
    await press('保存')
    expect(await (await itemOf('科室/部门')).findByText('科室不存在，请重新选择')).toBeTruthy()
  })

  test('somebody in service elsewhere: which unit, at the number', async () => {
    const message = '该证件号在“同济医院”在岗，请由该单位办理调出或离职'
    show('/people/new', {
      'POST /api/people': refused(409, 'PERSON_ELSEWHERE', { detail: message, issues: [{ path: ['identityNumber'], code: 'PERSON_ELSEWHERE', message }] }),
    })
    await fillIn()
    await press('保存')
    expect(await (await itemOf('证件号')).findByText(message)).toBeTruthy()
  })

  test('somebody in service elsewhere is asked for with what was typed, which stands in no address', async () => {
    const message = '该证件号在“同济医院”在岗'
    const { router } = renderPage(routes, '/people/new', {
      permissions: [...writer, 'transfer.write'],
      answers: { 'GET /api/departments': departments, 'GET /api/posts': posts, 'POST /api/people': refused(409, 'PERSON_ELSEWHERE', { detail: message, issues: [{ path: ['identityNumber'], code: 'PERSON_ELSEWHERE', message }] }) },
    })
    await fillIn()
    const number = (await field('证件号')).value
    await press('保存')
    await press('申请调入')
    await waitFor(() => expect(router.state.location.pathname).toBe('/transfers/new'))
    expect(router.state.location.search).toBe('?kind=in')
    expect(router.state.location.state).toMatchObject({ identityType: 'residentCard', identityNumber: number })
  })

  test('somebody whose filing goes on is let go by a change of unit, one press away', async () => {
    const message = '该人员的2026 年度医师资格考试填报还没有办结，不能直接改为“退休”'
    const { router } = renderPage(routes, '/people/12/edit', {
      permissions: [...writer, 'transfer.write'],
      answers: {
        'GET /api/departments': departments, 'GET /api/posts': posts, 'GET /api/people/12': ok(samplePerson()),
        'PUT /api/people/12': refused(409, 'PERSON_FILED', { detail: message, issues: [{ path: ['employmentStatus'], code: 'PERSON_FILED', message }] }),
      },
    })
    fireEvent.change(await field('工作电话'), { target: { value: '027-87654321' } })
    await press('保存')
    expect(await (await itemOf('在职状态')).findByText(message)).toBeTruthy()
    await press('办理员工离职')
    await waitFor(() => expect(router.state.location.pathname + router.state.location.search).toBe('/transfers/new?kind=resignation&person=12'))
  })

  test('somebody on file already: a way to the record', async () => {
    show('/people/new', { 'POST /api/people': refused(409, 'PERSON_EXISTS', { detail: '本单位已有该证件号的人员', data: { personId: 77 } }) })
    await fillIn()
    await press('保存')
    expect((await screen.findByRole('link', { name: '打开已有的人员' })).getAttribute('href')).toBe('/people/77')
  })

  test('the next one keeps the department and nothing else', async () => {
    show('/people/new', answers)
    await fillIn()
    await press('保存并新增下一位')
    await waitFor(async () => expect(await field('姓名')).toHaveProperty('value', ''))
    expect(await field('证件号')).toHaveProperty('value', '')
    expect(await field('出生日期')).toHaveProperty('value', '')
    expect(screen.getAllByText('内科 / 心血管内科').length).toBeGreaterThan(0)
    expect(screen.queryByText('请填写姓名')).toBeNull()
  })

  test('what was typed survives a reload and is saved', async () => {
    show('/people/new', answers)
    await fillIn()
    await waitFor(() => expect(JSON.stringify({ ...sessionStorage })).toContain('13800138000'))
    cleanup()
    const { sent } = show('/people/new', answers)
    await press('恢复')
    expect(await field('出生日期')).toHaveProperty('value', '1990-01-01')
    await press('保存')
    await waitFor(() => expect(sent('POST', '/api/people')[0]?.body).toMatchObject({ name: '张小燕', identityNumber: '420102199001010129', departmentId: 2 }))
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('13800138000')
  })

  test('no mapped post: no form that would be refused, but the way to the posts', async () => {
    show('/people/new', { 'GET /api/posts': ok({ items: [] }) })
    expect((await screen.findByRole('link', { name: '机构岗位管理' })).getAttribute('href')).toBe('/posts')
    expect(screen.queryByLabelText('姓名')).toBeNull()
  })

  test('no department yet: the way to the departments', async () => {
    show('/people/new', { 'GET /api/departments': ok({ items: [] }) })
    expect((await screen.findByRole('link', { name: '部门管理' })).getAttribute('href')).toBe('/departments')
  })
})

describe('a person on file', () => {
  test('personal values stay masked and are not sent unless they are typed anew', async () => {
    const { sent } = show('/people/12/edit', { 'PUT /api/people/12': ok(samplePerson({ version: 4 })) })
    await type('姓名', '张晓燕')
    await press('修改手机号码')
    await type('手机号码', '13900139000')
    await press('保存')
    await waitFor(() => expect(sent('PUT', '/api/people/12')).toHaveLength(1))
    const body = sent('PUT', '/api/people/12')[0]?.body
    expect(body).toMatchObject({ name: '张晓燕', mobile: '13900139000', departmentId: 2, version: 3 })
    expect(body).not.toHaveProperty('identityNumber')
    expect(body).not.toHaveProperty('email')
    expect(JSON.stringify(body)).not.toContain('***')
  })

  test('a change of mind puts the stored value back', async () => {
    const { sent } = show('/people/12/edit', { 'PUT /api/people/12': ok(samplePerson({ version: 4 })) })
    await press('修改手机号码')
    await press('不修改手机号码')
    expect(await screen.findByDisplayValue('138****8000')).toBeTruthy()
    await press('保存')
    await waitFor(() => expect(sent('PUT', '/api/people/12')[0]?.body).not.toHaveProperty('mobile'))
  })

  test('two people at once: only what differs is shown, and mine goes over theirs only when I say so', async () => {
    let calls = 0
    const { sent } = show('/people/12/edit', {
      'PUT /api/people/12': () => {
        calls += 1
        return calls === 1 ? refused(409, 'STALE', { data: samplePerson({ major: '护理学', version: 8 }) }) : ok(samplePerson({ version: 9 }))
      },
    })
    await type('所学专业', '中医学')
    await press('保存')
    const table = await screen.findByRole('table')
    expect(within(table).getAllByRole('row').map((row) => row.textContent)).toEqual(['项目我填写的现在保存的', '所学专业中医学护理学'])
    await press('用我的内容覆盖')
    await waitFor(() => expect(sent('PUT', '/api/people/12')[1]?.body).toMatchObject({ major: '中医学', version: 8 }))
  })

  test('taking the newer version puts it into the form', async () => {
    show('/people/12/edit', { 'PUT /api/people/12': refused(409, 'STALE', { data: samplePerson({ major: '护理学', version: 8 }) }) })
    await type('所学专业', '中医学')
    await press('保存')
    await press('采用最新内容')
    await waitFor(async () => expect(await field('所学专业')).toHaveProperty('value', '护理学'))
  })

  test('a draft that was typed over an older version meets the newer one, and nothing is overwritten unseen', async () => {
    show('/people/12/edit')
    await type('所学专业', '中医学')
    await waitFor(() => expect(JSON.stringify({ ...sessionStorage })).toContain('中医学'))
    cleanup()
    const newer = samplePerson({ education: '11', version: 8 })
    const { sent } = show('/people/12/edit', { 'GET /api/people/12': ok(newer), 'PUT /api/people/12': refused(409, 'STALE', { data: newer }) })
    await press('恢复')
    expect(await screen.findByDisplayValue('138****8000')).toBeTruthy()
    await press('保存')
    await waitFor(() => expect(sent('PUT', '/api/people/12')[0]?.body).toMatchObject({ major: '中医学', version: 3 }))
    expect(sent('PUT', '/api/people/12')[0]?.body).not.toHaveProperty('mobile')
    expect(within(await screen.findByRole('table')).getAllByRole('row')).toHaveLength(3)
  })

  test('a session that ends at saving: sign in in place, save again, nothing typed twice', async () => {
    let ended = true
    const { sent } = show('/people/12/edit', {
      'PUT /api/people/12': () => (ended ? refused(401, 'SESSION_EXPIRED') : ok(samplePerson({ version: 4 }))),
      'POST /api/session': () => {
        ended = false
        return ok(sessionInfo({ permissions: writer }))
      },
    })
    await type('所学专业', '中医学')
    await press('保存')
    fireEvent.change(await screen.findByLabelText('密码'), { target: { value: 'Right#2580' } })
    await press('登录')
    await waitFor(() => expect(screen.queryByLabelText('密码')).toBeNull())
    await press('保存')
    await waitFor(() => expect(sent('PUT', '/api/people/12')).toHaveLength(2))
    expect(sent('PUT', '/api/people/12')[1]?.body).toMatchObject({ major: '中医学', version: 3 })
  })

  test('unsaved work is warned of', async () => {
    const { router } = show('/people/12/edit')
    await type('所学专业', '中医学')
    fireEvent.click(screen.getByRole('link', { name: /返回人员信息/ }))
    expect(await screen.findByRole('button', { name: '留在本页' })).toBeTruthy()
    expect(router.state.location.pathname).toBe('/people/12/edit')
  })

  test('what the candidate confirmed is locked, and the page says how to reopen it', async () => {
    show('/people/12/edit', { 'GET /api/people/12': ok(samplePerson({ locked: true })) })
    expect(await screen.findByText('考生已确认填报信息，内容已锁定，不能修改或删除')).toBeTruthy()
    expect(screen.getByRole('link', { name: '试用期填报' }).getAttribute('href')).toBe(`/trials?name=${encodeURIComponent('张小燕')}`)
    expect(screen.queryByLabelText('姓名')).toBeNull()
  })
})
