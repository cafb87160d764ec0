import sharp from 'sharp'
import { createDetail, uploadPersonPicture, type DetailRecord } from '@talent/shared/contract/details'
import type { DetailSectionName } from '@talent/shared/domain/sections/details'
import type { Caller } from './caller'

/** By the institution's administrator. */
interface By {
  admin: Caller
}

let drawn = 0
let white: Promise<Buffer> | undefined

/** The same small picture every time, or one of its own. */
export function somePicture(options: { unlike?: boolean } = {}): Promise<Buffer> {
  const draw = (red: number, green: number) => sharp({ create: { width: 200, height: 140, channels: 3, background: { r: red, g: green, b: 90 } } }).png().toBuffer()
  if (options.unlike) return draw(10 + (++drawn % 24) * 10, Math.floor(drawn / 24) * 10)
  white ??= draw(255, 255)
  return white
}

export async function givenPicture({ admin }: By, personId: number, options: { unlike?: boolean } = {}): Promise<number> {
  const { attachmentId } = await admin.twin().call(uploadPersonPicture, { personId, file: { bytes: await somePicture(options), name: 'scan.png' } })
  return attachmentId
}

/** A right record of every section, as a form sends it. */
export const detailValues: Record<DetailSectionName, Record<string, string>> = {
  education: { school: '武汉大学', major: '临床医学', education: '21', startDate: '2007-09', graduationDate: '2012-07', certificateNo: '104861201205000001' },
  degree: { school: '武汉大学', degree: '4', awardDate: '2012-07' },
  work: { unit: '东湖社区卫生服务中心', startDate: '2012-08', endDate: '至今', post: '医师' },
  title: { titleName: '住院医师', level: '初级(师)', awardDate: '2014-05' },
  qualification: { certificateNo: '201342110420102199003070017', category: '临床', level: '执业医师', awardDate: '2013-12-01' },
  practising: { certificateNo: '110420000012345', scope: '内科专业', place: '湖北省', awardDate: '2014-03-01', valid: '是' },
  other: { type: '住院医师规范化培训合格证', certificateName: '住院医师规范化培训合格证书', awardDate: '2016-06' },
}

export async function givenDetail(institution: By, personId: number, section: DetailSectionName, values: Record<string, string> = {}, options: { unlike?: boolean } = {}): Promise<DetailRecord> {
  const pictureId = await givenPicture(institution, personId, options)
  return institution.admin.twin().call(createDetail, { personId, section, values: { ...detailValues[section], ...values }, pictureIds: [pictureId] })
}

/** What a filing for 医师资格考试 needs beside the basic information. */
export const givenEducation = (institution: By, personId: number): Promise<DetailRecord> => givenDetail(institution, personId, 'education')
