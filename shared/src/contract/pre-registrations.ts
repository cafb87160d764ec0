import { z } from '../zod'
import { account, endpoint, text, version } from './endpoint'
import { FiledPeople, FiledResult, Trial } from './trials'

/** 预报名 for 卫生专业技术资格考试 (03); `checkPreRegistration` in the domain decides. Lists, one record, removing and reopening are those of trials. */
export const PreRegistrationInput = z.object({
  examYear: z.int('请选择报名年度').check(z.gte(2000, '报名年度不正确'), z.lte(2100, '报名年度不正确')),
  applyLevel: text(20, '申报级别'),
  speciality: text(30, '报考专业'), // dictionary titleSpeciality
  postName: text(40, '岗位'),
})
export type PreRegistrationInput = z.output<typeof PreRegistrationInput>

export const createPreRegistrations = endpoint({
  method: 'POST',
  path: '/api/pre-registrations',
  access: account('trial.write'),
  input: z.object({ personIds: FiledPeople, ...PreRegistrationInput.shape }),
  output: z.object({ results: z.array(FiledResult) }),
  summary: '新增预报名',
  once: true,
})
export const updatePreRegistration = endpoint({
  method: 'PUT',
  path: '/api/pre-registrations/:trialId',
  access: account('trial.write'),
  input: z.object({ ...PreRegistrationInput.shape, version }),
  output: Trial,
  summary: '修改预报名',
})
