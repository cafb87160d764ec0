import { answerTransfer, createTransfer, decideTransfer, type Transfer } from '@talent/shared/contract/transfers'
import type { Caller } from './caller'
import { demoPerson, type DemoPerson } from './people'

interface Unit {
  admin: Caller
  organizationId: number
  departmentIds: number[]
  postId: number
}

interface Units {
  hospital: Unit
  chinese: Unit
  county: Caller
  /** Enters somebody in service. */
  addPerson(unit: Unit, person: DemoPerson): Promise<number>
}

/** Changes of unit at every station, most of them waiting for the hospital or for the county. */
export async function addTransfers({ hospital, chinese, county, addPerson }: Units, today: string): Promise<void> {
  const departmentId = hospital.departmentIds[0] ?? 0
  const entered = async (unit: Unit, name: string, sex: '1' | '2', birthDate: string) => {
    const person = demoPerson(name, sex, birthDate)
    return { person, personId: await addPerson(unit, person) }
  }
  const request = async (unit: Unit, person: DemoPerson, note: string): Promise<Transfer> =>
    unit.admin.call(createTransfer, {
      kind: 'in', identityType: 'residentCard', identityNumber: person.identityNumber, name: person.name, departmentId: unit.departmentIds[0] ?? 0, date: today, note, submit: true,
    })
  const agree = (unit: Unit, { id: transferId, version }: Transfer, to: number | null = null) =>
    unit.admin.call(answerTransfer, { transferId, decision: 'agree', opinion: '', departmentId: to, version })

  // 调入申请 of the hospital: waits for the holder, has been sent back, may be taken over.
  await request(hospital, (await entered(chinese, '宋清扬', '1', '1989-03-22')).person, '医联体人才调动')
  const refused = await request(hospital, (await entered(chinese, '曹雨薇', '2', '1995-08-06')).person, '')
  await chinese.admin.call(answerTransfer, { transferId: refused.id, decision: 'refuse', opinion: '服务期还有一年，期满后再办理', departmentId: null, version: refused.version })
  const ready = await agree(chinese, await request(hospital, (await entered(chinese, '魏子涵', '2', '1993-12-19')).person, ''))
  await county.call(decideTransfer, { transferId: ready.id, decision: 'accept', opinion: '', version: ready.version })

  // Offered to the hospital, asked of the hospital, and one for the county to review.
  const offered = await entered(chinese, '彭立群', '1', '1987-05-30')
  await chinese.admin.call(createTransfer, { kind: 'out', personId: offered.personId, toOrganizationId: hospital.organizationId, toUnitName: '', date: today, note: '区内调动，调令文号 12 号', submit: true })
  await request(chinese, (await entered(hospital, '苏念慈', '2', '1991-09-17')).person, '中医妇科岗位需要')
  const leaving = await entered(hospital, '卢承志', '1', '1986-01-08')
  await hospital.admin.call(createTransfer, { kind: 'out', personId: leaving.personId, toOrganizationId: null, toUnitName: '湖南省某某医院', date: today, note: '随家属调动', submit: true })
  const moving = await entered(chinese, '傅明珠', '2', '1994-02-27')
  const moved = await chinese.admin.call(createTransfer, { kind: 'out', personId: moving.personId, toOrganizationId: hospital.organizationId, toUnitName: '', date: today, note: '', submit: true })
  await agree(hospital, moved, departmentId)

  // 员工离职: done, waiting for the hospital's own review, not yet submitted.
  const retired = await entered(hospital, '丁伯安', '1', '1966-04-11')
  const retirement = await hospital.admin.call(createTransfer, { kind: 'resignation', personId: retired.personId, resignationType: 'retired', date: today, note: '', submit: true })
  await agree(hospital, retirement)
  const resigned = await entered(hospital, '沈佳琪', '2', '1992-10-03')
  await hospital.admin.call(createTransfer, { kind: 'resignation', personId: resigned.personId, resignationType: 'resigned', date: today, note: '个人发展', submit: true })
}
