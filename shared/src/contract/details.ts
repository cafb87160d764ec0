import { detailSections, type DetailSectionName } from '../domain/sections/details'
import { z } from '../zod'
import { account, done, endpoint, fileOutput, instant, pageOf, pageQuery, queryInt, recordId, text, version } from './endpoint'

/** A scan or a photo; the picture itself comes from its own endpoint. Width and height are those of the full size, in pixels. */
export const Picture = z.object({ attachmentId: z.number(), width: z.number(), height: z.number() })
export type Picture = z.output<typeof Picture>

/** `thumb`: the longer edge has at most 320 pixels. */
export const PictureSize = z.enum(['thumb', 'full'], '图片尺寸不正确')
export const pictureQuery = { size: z._default(PictureSize, 'full') }
export const pictureType = 'image/jpeg'

export const maxPictureBytes = 3 * 1024 * 1024
export const maxPicturesOfRecord = 9
/** Of one person in one section. */
export const maxRecordsOfSection = 30

/** Keys of the declaration in domain/sections/details. */
export const DetailSectionKey = z.enum(Object.keys(detailSections) as [DetailSectionName, ...DetailSectionName[]], '资料类别不正确')

const DetailWarning = z.object({ field: z.string(), message: z.string() })

export const DetailRecord = z.object({
  id: z.number(),
  section: DetailSectionKey,
  /** In words, e.g. 学历：大学本科（2019-06 毕业）. */
  title: z.string(),
  /** By the keys of the section's fields, choices as codes; personal fields are masked until revealed. */
  values: z.record(z.string(), z.string()),
  pictures: z.array(Picture), // in order
  /** The section asks for a picture and there is none: imported, or removed since. */
  missingAttachment: z.boolean(),
  /** What should be looked at again but refuses nothing, e.g. a certificate number of another identity. */
  warnings: z.array(DetailWarning),
  version,
  updatedAt: instant,
})
export type DetailRecord = z.output<typeof DetailRecord>

/** One section of a person's record, in the order of the declaration. */
export const DetailGroup = z.object({
  section: DetailSectionKey,
  label: z.string(),
  attachmentRequired: z.boolean(),
  /** Exams (业务 names) of the exam year that can't be put up for without it: the star. Empty: for none. */
  necessaryFor: z.array(z.string()),
  records: z.array(DetailRecord), // newest first
  missingAttachments: z.number(),
  /** What is missing, in words; empty: the section is complete as far as the exams of the year ask for it. */
  missing: z.array(z.string()),
})
export type DetailGroup = z.output<typeof DetailGroup>

export const PersonDetails = z.object({
  examYear: z.number(),
  portrait: z.nullable(Picture),
  sections: z.array(DetailGroup),
  /** Of the sections that an exam of the year asks for, 基本信息 included. */
  complete: z.number(),
  necessary: z.number(),
  /** The candidate has confirmed: every change answers PERSON_LOCKED until the filing is reopened. */
  locked: z.boolean(),
})
export type PersonDetails = z.output<typeof PersonDetails>

export const getPersonDetails = endpoint({
  method: 'GET',
  path: '/api/people/:personId/details',
  access: account('person.read'),
  input: z.object({ examYear: z.optional(queryInt({ min: 2000, max: 2100 })) }),
  output: PersonDetails,
  summary: '人员详细资料',
})
/** The personal fields of all details in full; each reading is logged. */
export const revealPersonDetails = endpoint({
  method: 'POST',
  path: '/api/people/:personId/details/reveals',
  access: account('person.reveal'),
  output: z.object({ fields: z.array(z.object({ detailId: z.number(), field: z.string(), value: z.string() })) }),
  summary: '查看详细资料中的完整号码',
})

/** 未上传: the section asks for a picture and the record has none. */
export const AttachmentState = z.enum(['missing', 'uploaded'], '上传状态不正确')
export type AttachmentState = z.output<typeof AttachmentState>

/** A record of a section in the list of everybody's. */
export const DetailRow = z.object({
  personId: z.number(),
  name: z.string(),
  identityNumber: z.string(), // masked
  departmentName: z.nullable(z.string()),
  /** The candidate has confirmed: nothing changes until the filing is reopened. */
  locked: z.boolean(),
  record: DetailRecord,
})
export type DetailRow = z.output<typeof DetailRow>

/** Everybody's records of one section (个人信息维护). POST, because an identity number never stands in a URL. Those without a picture that is asked for come first, then the newest. */
export const searchDetails = endpoint({
  method: 'POST',
  path: '/api/details/search',
  access: account('person.read'),
  input: z.object({
    section: DetailSectionKey,
    state: z.optional(AttachmentState),
    name: z.optional(text(60, '姓名')), // fuzzy
    identityNumber: z.optional(text(40, '证件号')), // whole, or the last 4
    departmentName: z.optional(text(40, '科室')), // fuzzy
    departmentId: z.optional(queryInt({ min: 1, max: 999_999_999 })), // with its subtree
    ...pageQuery,
  }),
  output: z.object({
    ...pageOf(DetailRow).shape,
    /** Without the state. */
    counts: z.object({ missing: z.number(), uploaded: z.number() }),
    /** Sections that an exam of the year can't do without: the star. */
    necessary: z.array(DetailSectionKey),
  }),
  summary: '查询一类详细资料',
})

/** The shape only: `checkDetail` in the domain decides on form and import alike. */
const detailFields = {
  values: z.record(text(40, '字段'), text(200)).check(z.refine((v) => Object.keys(v).length <= 40, '字段太多，请刷新页面后重新填写')),
  /** Pictures uploaded for this person, in order. */
  pictureIds: z.array(recordId).check(z.maxLength(maxPicturesOfRecord, `每条记录最多 ${maxPicturesOfRecord} 张图片`)),
}
export const createDetail = endpoint({
  method: 'POST',
  path: '/api/people/:personId/details',
  access: account('person.write'),
  input: z.object({ section: DetailSectionKey, ...detailFields }),
  output: DetailRecord,
  summary: '新增详细资料',
  once: true,
})
/** A personal field that is left out stays as it is; any other one that is left out becomes empty. */
export const updateDetail = endpoint({
  method: 'PUT',
  path: '/api/people/:personId/details/:detailId',
  access: account('person.write'),
  input: z.object({ ...detailFields, version }),
  output: DetailRecord,
  summary: '修改详细资料',
})
export const removeDetail = endpoint({
  method: 'DELETE',
  path: '/api/people/:personId/details/:detailId',
  access: account('person.write'),
  input: z.object({ version: queryInt({ min: 1, max: 999_999_999 }) }),
  output: done,
  summary: '删除详细资料',
})

/** Nothing refers to it until it is named in a record or as the portrait; unused ones are removed after a day. */
export const uploadPersonPicture = endpoint({
  method: 'POST',
  path: '/api/people/:personId/pictures',
  access: account('person.write'),
  upload: { maxBytes: maxPictureBytes, kind: 'image' },
  output: Picture,
  summary: '上传人员图片',
  once: true,
})
export const getPersonPicture = endpoint({
  method: 'GET',
  path: '/api/people/:personId/pictures/:attachmentId',
  access: account('person.read'),
  input: z.object(pictureQuery),
  output: fileOutput(pictureType),
  summary: '人员图片',
})
/** `attachmentId` null removes it. `current` is the one that was shown: when it is another by now, STALE. */
export const setPortrait = endpoint({
  method: 'PUT',
  path: '/api/people/:personId/portrait',
  access: account('person.write'),
  input: z.object({ attachmentId: z.nullable(recordId), current: z.nullable(recordId) }),
  output: z.object({ portrait: z.nullable(Picture) }),
  summary: '设置照片',
})
