import { z } from '../zod'
import { account, endpoint, fileOutput } from './endpoint'

/** 个人信息表 of one person from the declaration of sections (R10). `whole`: numbers unmasked, for whoever holds `person.reveal`; either is logged. */
export const printResume = endpoint({
  method: 'POST',
  path: '/api/people/:personId/resumes',
  access: account('person.read'),
  input: z.object({ whole: z._default(z.boolean('请选择是否包含完整号码'), false) }),
  output: fileOutput('application/pdf'),
  summary: '打印个人信息表',
})
