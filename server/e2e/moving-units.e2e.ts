import { createPerson, searchPeople } from '@talent/shared/contract/people'
import { listDepartments, listPosts } from '@talent/shared/contract/organization'
import { createTrial } from '@talent/shared/contract/trials'
import { addStudies } from '../src/demonstration/details'
import { chinaTime } from '../src/platform'
import * as admin from './admin'
import { desktop, phone } from './browser'
import { journey } from './journey'
import * as mini from './mini-program'
import { personOf } from './sandbox'

/** Somebody who goes to another unit: 从单位移除, the new unit files anew, and the same application goes on there. */

const { at, step, end } = journey({ auditor: phone, candidate: phone, former: desktop, next: desktop })
const former = '东湖里区人民医院'
const next = '柳林镇中心卫生院'
const person = personOf('pending')

step('the auditor removes a file from the unit, knowing what comes of it', async () => {
  const page = at('auditor')
  await mini.signInByPhone(page, personOf('bound').mobile)
  await mini.openTab(page, '管理')
  await mini.tap(page, `查看${former}医师资格考试的申报列表`)
  await mini.tap(page, new RegExp(`^${person.name}，待审核`))
  await mini.tap(page, `把${person.name}从单位移除`)
  await mini.sees(page, '考生与本单位的绑定解除，可以绑定新单位')
  await mini.enter(page, '考生会看到，如：已调往其他单位', `已调往${next}`)
  await mini.tap(page, `从单位移除${person.name}`)
  await mini.sees(page, `已从单位移除：${person.name}`)
})

step('the candidate reads it and what to do', async () => {
  const page = at('candidate')
  await mini.signInByPhone(page, person.mobile)
  await mini.openTab(page, '消息')
  await mini.tap(page, /您已从申报单位移除/)
  await mini.sees(page, `已调往${next}`)
  await mini.sees(page, /请绑定新单位/)
})

step('the former unit lets the person go, the next one takes the person on and files', async () => {
  const page = at('former')
  await admin.signInAdmin(page, 'hospitaladmin')
  const [found] = (await admin.clientOf(page.request).call(searchPeople, { name: person.name })).items
  await page.goto(`/admin/people/${found?.id}/edit`)
  await admin.choose(page, '在职状态', '离职')
  await admin.press(page, '保存')
  await admin.sees(page, /^已保存/)

  await admin.signInAdmin(at('next'), 'townshipadmin')
  const taking = admin.clientOf(at('next').request)
  const post = (await taking.call(listPosts, {})).items.find(({ name }) => name === '医师')
  const [department] = (await taking.call(listDepartments, {})).items
  const { id } = await taking.call(createPerson, {
    name: person.name, identityType: 'residentCard', identityNumber: person.identityNumber, mobile: person.mobile, sex: person.sex, birthDate: person.birthDate,
    nationality: '01', education: '21', degree: '4', major: '临床医学', personCategory: 'doctor', staffing: 'contract', employmentStatus: 'trial', departmentId: department?.id ?? null, postId: post?.id ?? null,
    homeAddress: '湖北省楚江市东湖里区柳林镇演示路 2 号',
  })
  await addStudies({ admin: taking, personId: id }, person)
  const year = Number(chinaTime(new Date()).slice(0, 4))
  await taking.call(createTrial, {
    personId: id, examYear: year, postName: '医师', applyLevel: 'practising', applyCategory: 'clinical', assistantUpgrade: false, assistantQualificationNo: '', assistantPractisingNo: '',
    freshGraduate: false, institutionOpinion: 'qualified',
    segments: [{ own: true, unitName: '', startDate: `${year - 1}-01-01`, endDate: `${year - 1}-12-31`, supervisorName: '吴志强', supervisorCertificateNo: '110420000054321', supervisorEvaluation: 'good' }],
  })
})

step('the candidate binds to it by its code and confirms what it has filed', async () => {
  await admin.openMenu(at('next'), '本单位确认码')
  const code = (await at('next').getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).innerText()).replace('-', '')
  const page = at('candidate')
  await page.goto('/m/#/packages/candidate/unit/index')
  await mini.sees(page, next)
  await mini.tap(page, '不是我的单位，输入确认码')
  await mini.enter(page, '8 位字母和数字', code)
  await mini.tap(page, '查询单位')
  await mini.sees(page, '有您的档案')
  await mini.tap(page, '绑定这个单位')
  await mini.tap(page, '核对单位填报的信息')
  await mini.markAllRight(page)
  await mini.confirmByFace(page)
})

step('it is the same application, which goes on at the new unit', async () => {
  const page = at('candidate')
  await mini.tap(page, '查看申报进度')
  await mini.sees(page, `已从${former}移除`)
  await mini.sees(page, '单位：待审核')
  await mini.sees(page, next)
})

step('and is out of reach for the former one', async () => {
  const page = at('auditor')
  await page.goto('/m/#/pages/manage/index')
  await mini.tap(page, `查看${former}医师资格考试的申报列表`)
  await mini.seesButton(page, new RegExp(`^${personOf('pending2').name}，`))
  await page.getByRole('button', { name: new RegExp(`^${person.name}，`) }).filter({ visible: true }).first().waitFor({ state: 'hidden' })
})

end()
