import type { getHome } from '@talent/shared/contract/wechat-session'
import type { Output } from '@talent/shared/contract/endpoint'
import { auditPaths, candidatePaths, managerPaths } from '../../platform/page-paths'

export type Todo = Output<typeof getHome>['todos'][number]

interface TodoLink {
  /** On the button: the deed. */
  text: string
  url: string
  /** Besides the todo's own. */
  params?: Record<string, string>
}

/** Where each kind of todo is done. */
export const todoLinks: Record<Todo['kind'], TodoLink> = {
  consent: { text: '阅读隐私说明', url: candidatePaths.privacy, params: { agree: '1' } },
  bindPhone: { text: '绑定手机号', url: '/pages/sign-in/index', params: { step: 'bindPhone' } },
  verify: { text: '前往认证', url: candidatePaths.identity },
  verifyRejected: { text: '查看并重新提交', url: candidatePaths.identity },
  verifyPending: { text: '查看认证申请', url: candidatePaths.identity },
  bindUnit: { text: '核对单位并绑定', url: candidatePaths.unit },
  waitFiling: { text: '查看填报情况', url: candidatePaths.filing },
  askUnit: { text: '用单位确认码绑定', url: candidatePaths.unit },
  confirm: { text: '去核对', url: candidatePaths.filing },
  objected: { text: '查看异议', url: candidatePaths.filing },
  correct: { text: '重新核对', url: candidatePaths.filing },
  pay: { text: '去缴费', url: candidatePaths.payment },
  applicationProgress: { text: '查看进度', url: candidatePaths.application },
  /** Without a file's number: the first that waits. */
  audit: { text: '开始审核', url: auditPaths.review },
  personCheck: { text: '继续办理', url: candidatePaths.personCheck },
  hrAccountRejected: { text: '修改并重新提交', url: managerPaths.hrApplication },
  hrAccountPassword: { text: '查看账号和密码', url: managerPaths.hrApplication },
}
