import { pictureSectionNames, type PictureSection } from '../domain/sections/pictures'
import { z } from '../zod'
import { AttachmentState, maxPictureBytes, maxPicturesOfRecord, Picture } from './details'
import { account, done, endpoint, pageOf, pageQuery, queryInt, recordId, text } from './endpoint'
import { SpecialFormKey } from './trials'

/** 照片（头像）, a detail section that asks for a scan, or a stamped form of a filing; domain/sections/pictures. */
export const PictureSectionKey = z.enum([...pictureSectionNames] as [PictureSection, ...PictureSection[]], '资料类别不正确')


/** A place for pictures: a record of a section, a form of a filing (`trialId`; `section` is the form), or the portrait of a person (neither). */
export const PictureRow = z.object({
  personId: z.number(),
  name: z.string(),
  identityNumber: z.string(), // masked
  departmentName: z.nullable(z.string()),
  section: PictureSectionKey,
  detailId: z.nullable(z.number()),
  trialId: z.nullable(z.number()),
  /** In words: 学历：大学本科（2019-06 毕业）; 照片（头像）; 高校/部队考生报考表（2026 年度）. */
  title: z.string(),
  pictures: z.array(Picture), // in order
  /** The candidate has confirmed: no picture changes until the filing is reopened. A form also when its year takes no more. */
  locked: z.boolean(),
})
export type PictureRow = z.output<typeof PictureRow>

/** POST, because an identity number never stands in a URL. Without a section: the records of all sections; portraits and forms not. Forms of filings need the right to read those. Those that lack a picture first, newest first. */
export const searchPictures = endpoint({
  method: 'POST',
  path: '/api/pictures/search',
  access: account('person.read'),
  input: z.object({
    section: z.optional(PictureSectionKey),
    state: z.optional(AttachmentState),
    name: z.optional(text(60, '姓名')), // fuzzy
    identityNumber: z.optional(text(40, '证件号')), // whole, or the last 4
    departmentId: z.optional(queryInt({ min: 1, max: 999_999_999 })), // with its subtree
    ...pageQuery,
  }),
  output: z.object({ ...pageOf(PictureRow).shape, /** Without the state. */ counts: z.object({ missing: z.number(), uploaded: z.number() }) }),
  summary: '查询附件上传状态',
})

/** Of so many file names at once; more are asked in several requests. */
export const maxMatchedNames = 100

/** Somebody that a file name may mean, with the places for pictures. */
export const PictureHolder = z.object({
  personId: z.number(),
  name: z.string(),
  identityNumber: z.string(), // masked
  departmentName: z.nullable(z.string()),
  locked: z.boolean(),
  portrait: z.nullable(Picture),
  records: z.array(z.object({ detailId: z.number(), section: PictureSectionKey, title: z.string(), pictures: z.array(Picture) })),
  /** Forms that the filings under way need; none without the right to file. */
  filed: z.array(z.object({ trialId: z.number(), form: SpecialFormKey, title: z.string(), pictures: z.array(Picture), locked: z.boolean() })),
})
export type PictureHolder = z.output<typeof PictureHolder>

/**
 * Who is meant by the numbers and names that stand in file names; which file is whose is decided where the names are. The
 * answer repeats no number: it points at the places in the lists that were asked. `personIds`: people who were chosen by hand.
 */
export const findPictureHolders = endpoint({
  method: 'POST',
  path: '/api/pictures/holders',
  access: account('person.write'),
  input: z.object({
    numbers: z.array(text(30, '证件号')).check(z.maxLength(maxMatchedNames * 4, '一次查找的证件号太多，请分批选择图片')),
    names: z.array(text(60, '姓名')).check(z.maxLength(maxMatchedNames * 8, '一次查找的姓名太多，请分批选择图片')),
    personIds: z.array(recordId).check(z.maxLength(maxMatchedNames, '一次查找的人员太多，请分批选择图片')),
  }),
  output: z.object({
    numbers: z.array(z.object({ at: z.number(), personId: z.number() })),
    names: z.array(z.object({ at: z.number(), personIds: z.array(z.number()) })),
    holders: z.array(PictureHolder),
  }),
  summary: '按文件名查找人员',
})

const pictureUpload = { maxBytes: maxPictureBytes, kind: 'image' } as const

/**
 * Into a record, in one request: sent again after a lost answer it is there once, and a picture that the record shows already
 * is not added again (`added` false). `replaces`: pictures that go, as they were seen; one that is gone already is no fault.
 */
export const addDetailPicture = endpoint({
  method: 'POST',
  path: '/api/people/:personId/details/:detailId/pictures',
  access: account('person.write'),
  upload: pictureUpload,
  input: z.object({ replaces: z.array(recordId).check(z.maxLength(maxPicturesOfRecord, `每条记录最多 ${maxPicturesOfRecord} 张图片`)) }),
  output: z.object({ pictures: z.array(Picture), added: z.boolean() }),
  summary: '上传资料附件',
  once: true,
})

/** As the portrait, in one request. `current` is the one that was seen: when it is another by now, STALE. */
export const addPortrait = endpoint({
  method: 'POST',
  path: '/api/people/:personId/portrait',
  access: account('person.write'),
  upload: pictureUpload,
  input: z.object({ current: z.nullable(recordId) }),
  output: z.object({ portrait: Picture, added: z.boolean() }),
  summary: '上传照片',
  once: true,
})

/** The last one may go as well: the record is back on the list of those without an attachment. */
export const removeDetailPicture = endpoint({
  method: 'DELETE',
  path: '/api/people/:personId/details/:detailId/pictures/:attachmentId',
  access: account('person.write'),
  output: done,
  summary: '删除资料附件',
})
