import { labelOf } from '@talent/shared/dictionaries/index'
import { problem, type Problem } from '@talent/shared/errors'

/** Which unit holds the number, by name and nothing personal, and the way out (R9, R17). */
export const elsewhereMessage = (unit: string): string =>
  `该证件号在“${unit}”在岗，一个证件号同时只能在一个单位在岗。请在“人员变动管理 › 调入申请”中申请调入，原单位同意、主管单位审核后接收档案，不用重新录入`

/** Beyond what an hour tells: still what is wrong and what to do, and not where the person works. */
export const elsewhereUntoldMessage = (told: number, minutes: number): string =>
  `该证件号在其他单位在岗，一个证件号同时只能在一个单位在岗。请先核对证件号；确是本单位人员的，请在“人员变动管理 › 调入申请”中申请调入。一小时最多告知 ${told} 人的在岗单位，需要知道是哪个单位的，请 ${minutes} 分钟后重新上传这一行`

export const existsProblem = (personId: number | null): Problem =>
  problem('PERSON_EXISTS', {
    detail: '本单位已有该证件号的人员，请在人员列表中按证件号查找并修改',
    issues: [{ path: ['identityNumber'], code: 'PERSON_EXISTS', message: '本单位已有该证件号的人员' }],
    data: personId === null ? undefined : { personId },
  })

export const elsewhereProblem = (unit: string): Problem =>
  problem('PERSON_ELSEWHERE', { detail: elsewhereMessage(unit), issues: [{ path: ['identityNumber'], code: 'PERSON_ELSEWHERE', message: elsewhereMessage(unit) }], data: { unitName: unit } })

/** Who leaves is let go by a change of unit, which hands on what is filed; an edit would leave it behind. */
export const filedMessage = (filings: string, status: string): string =>
  `该人员的${filings}填报还没有办结，不能直接改为“${labelOf('employmentStatus', status) ?? status}”。人员确已离开的，请在“人员变动管理”办理员工离职（含退休）或人员调出，生效后在职状态和填报一并处理；填报有误的，请先删除填报`

export const filedProblem = (filings: string, status: string): Problem =>
  problem('PERSON_FILED', { detail: filedMessage(filings, status), issues: [{ path: ['employmentStatus'], code: 'PERSON_FILED', message: filedMessage(filings, status) }] })
