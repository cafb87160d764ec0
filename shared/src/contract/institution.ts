import { datums } from '../domain/position'
import { z } from '../zod'
import { account, done, endpoint, instant, requiredText, text, version, wechatUser } from './endpoint'

// --- web: what an institution keeps about itself (R4) ---
/** The shape only; `checkInstitution` and `checkPosition` in the domain decide. */
export const PositionInput = z.object({
  longitude: text(20, '经度'),
  latitude: text(20, '纬度'),
  datum: z.enum(datums, '坐标系不正确'),
})
export const InstitutionInput = z.object({
  values: z.object({
    address: text(200, '机构地址'),
    postalCode: text(6, '邮政编码'),
    phone: text(30, '联系电话'),
    serviceTarget: text(100, '服务对象'),
    website: text(200, '网站'),
    level: text(20, '机构级别'),
    grade: text(20, '机构等次'),
    businessGrade: text(20, '业务定级'),
    ownership: text(20, '经营性质'),
    beds: text(6, '床位数'),
    openingDate: text(10, '开业日期'),
    legalRepresentative: text(50, '法定代表人'),
    principal: text(50, '主要负责人'),
  }),
  position: z.nullable(PositionInput),
  subjects: z.array(text(20, '诊疗科目')).check(z.maxLength(100, '诊疗科目最多 100 个')),
  branches: z
    .array(z.object({ values: z.object({ name: text(100, '分院名称'), address: text(200, '分院地址'), phone: text(30, '分院电话') }), position: z.nullable(PositionInput) }))
    .check(z.maxLength(50, '分院最多 50 个')),
})
export const Institution = z.object({
  ...InstitutionInput.shape,
  /** 主体信息: changed by request to the authority above, never here. */
  fixed: z.object({
    name: z.string(),
    creditCode: z.nullable(z.string()),
    licenseNo: z.nullable(z.string()),
    category: z.nullable(z.string()), // dictionary institutionCategory
    authorityName: z.nullable(z.string()),
  }),
  /** Null: never saved yet. */
  updatedAt: z.nullable(instant),
  version,
})
export type Institution = z.output<typeof Institution>

export const getInstitution = endpoint({
  method: 'GET',
  path: '/api/institution',
  access: account('institution.read'),
  output: Institution,
  summary: '机构信息',
})
export const updateInstitution = endpoint({
  method: 'PUT',
  path: '/api/institution',
  access: account('institution.write'),
  input: z.object({ ...InstitutionInput.shape, version }),
  output: Institution,
  summary: '保存机构信息',
})

// --- 经纬度 by phone (R5, M13) ---
export const PositionRequestState = z.enum(['waiting', 'received', 'expired'])
/** The web form shows `url` as a QR code; whoever scans it sends one position, within ten minutes. */
export const openPositionRequest = endpoint({
  method: 'POST',
  path: '/api/institution/position-requests',
  access: account('institution.write'),
  output: z.object({ requestId: z.number(), code: z.string(), url: z.string(), expiresAt: instant }),
  summary: '生成定位二维码',
})
export const getPositionRequest = endpoint({
  method: 'GET',
  path: '/api/institution/position-requests/:requestId',
  access: account('institution.write'),
  output: z.object({
    state: PositionRequestState,
    position: z.nullable(z.object({ ...PositionInput.shape, /** metres */ accuracy: z.nullable(z.number()), receivedAt: instant })),
  }),
  summary: '手机定位结果',
})
/** Which form waits for the position, before anything is measured. */
export const lookUpPositionRequest = endpoint({
  method: 'POST',
  path: '/api/me/position-request-lookups',
  access: wechatUser,
  input: z.object({ code: requiredText(40, '定位码') }),
  output: z.object({ organizationName: z.string(), expiresAt: instant }),
  summary: '查询定位码',
})
/** Sent once; the same position of the same person again is the same sending. */
export const sendPosition = endpoint({
  method: 'POST',
  path: '/api/me/positions',
  access: wechatUser,
  input: z.object({
    code: requiredText(40, '定位码'),
    ...PositionInput.shape,
    accuracy: z.nullable(z.number('定位精度应为数字').check(z.gte(0, '定位精度不正确'), z.lte(1_000_000, '定位精度不正确'))),
  }),
  output: done,
  summary: '发送位置',
  once: true,
})
