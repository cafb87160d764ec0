import { createDetail, setPortrait, uploadPersonPicture } from '@talent/shared/contract/details'
import { removeDetailPicture } from '@talent/shared/contract/pictures'
import type { DetailSectionName } from '@talent/shared/domain/sections/details'
import type { Caller } from './caller'
import { staffNames, type DemoPerson } from './people'
import { drawCertificate, drawPortrait, type Certificate } from './specimens'

interface Filled {
  admin: Caller
  personId: number
}

const school = '江城医科大学（虚构）'

async function addPicture({ admin, personId }: Filled, bytes: Buffer): Promise<number> {
  const { attachmentId } = await admin.call(uploadPersonPicture, { personId, file: new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }) })
  return attachmentId
}

async function addDetail(to: Filled, section: DetailSectionName, values: Record<string, string>, certificate: Certificate): Promise<void> {
  const pictureId = await addPicture(to, await drawCertificate(certificate))
  await to.admin.call(createDetail, { personId: to.personId, section, values, pictureIds: [pictureId] })
}

const addPortraitOf = async (to: Filled, person: Pick<DemoPerson, 'sex'>): Promise<void> => {
  await to.admin.call(setPortrait, { personId: to.personId, attachmentId: await addPicture(to, await drawPortrait(person.sex)), current: null })
}

/** As an import leaves it: the record without its scan, which is on the to-do list. */
async function addUnscannedEducation(to: Filled, person: Pick<DemoPerson, 'birthDate'>): Promise<void> {
  const graduated = Number(person.birthDate.slice(0, 4)) + 22
  const attachmentId = await addPicture(to, await drawPortrait('1'))
  const values = { school, major: '临床医学', education: '21', startDate: `${graduated - 5}-09`, graduationDate: `${graduated}-06`, studyForm: '', certificateNo: '' }
  const { id } = await to.admin.call(createDetail, { personId: to.personId, section: 'education', values, pictureIds: [attachmentId] })
  await to.admin.call(removeDetailPicture, { personId: to.personId, detailId: id, attachmentId })
}

/** Most of the staff have a portrait; of some an education was imported, whose scan is still missing. `ids` as in `staffNames`. */
export async function addStaffPictures(admin: Caller, ids: readonly number[]): Promise<void> {
  for (const [index, personId] of ids.entries()) {
    const [, sex = '1', birthDate = ''] = staffNames[index] ?? []
    if (index % 4 !== 3) await addPortraitOf({ admin, personId }, { sex })
    if (index < 3) await addUnscannedEducation({ admin, personId }, { birthDate })
  }
}

/** Portrait, education and degree: what a filing for 医师资格考试 asks, and what a reviewer looks at. */
export async function addStudies(to: Filled, person: DemoPerson): Promise<void> {
  const graduated = Number(person.birthDate.slice(0, 4)) + 23
  const months = { startDate: `${graduated - 5}-09`, graduationDate: `${graduated}-06` }
  const number = `19999${graduated}05${person.identityNumber.slice(-6, -1)}`
  await addPortraitOf(to, person)
  await addDetail(to, 'education', { school, major: '临床医学', education: '21', ...months, studyForm: '', certificateNo: number }, {
    title: '普通高等学校毕业证书', issuer: school, lines: [['姓名', person.name], ['专业', '临床医学（五年制）'], ['学制', `${graduated - 5} 年 9 月至 ${graduated} 年 6 月`], ['编号', number]],
  })
  await addDetail(to, 'degree', { school, degree: '4', major: '临床医学', awardDate: `${graduated}-06`, certificateNo: '' }, {
    title: '学士学位证书', issuer: school, lines: [['姓名', person.name], ['学科', '医学'], ['授予', `${graduated} 年 6 月`]],
  })
}

/** A certificate of another kind, for those who have one. */
export async function addTraining(to: Filled, person: DemoPerson, year: number): Promise<void> {
  await addDetail(to, 'other', { type: 'residencyTraining', certificateName: '住院医师规范化培训合格证书', certificateNo: '', awardDate: `${year - 1}-08` }, {
    title: '住院医师规范化培训合格证书', issuer: '省住院医师规范化培训办公室（虚构）', lines: [['姓名', person.name], ['专业', '内科'], ['发证', `${year - 1} 年 8 月`]],
  })
}
