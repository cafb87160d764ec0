import { normalizeCode } from './codes'

/** What the code on a printed form opens (D7): the check of what was submitted, with the 提交编码 filled in. `publicUrl` has no slash at its end. */
export const submissionLink = (publicUrl: string, submissionCode: string): string => `${publicUrl}/check?code=${normalizeCode(submissionCode)}`
