import type { Change } from './use-manager-change'

interface Words {
  title: string
  about: string
  confirm: string
  /** What follows, beside the person. */
  follows: string
  done: (name: string) => string
}

export const steps = ['对方证件号', '核对', '本人核验', '完成'] as const

export const changeWords: Record<Change, Words> = {
  transfer: {
    title: '转移业务管理人',
    about: '对方须先在小程序完成实名认证。转移后您立即不能再办理这项业务，辅助管理员不变，由新的业务管理人管理。',
    confirm: '转移',
    follows: '转移后，对方成为业务管理人，可以查看并审核考生的申报材料；您的权限立即结束，不能自行收回。',
    done: (name) => `已转移给${name}，您不再能办理这项业务。对方已收到通知。`,
  },
  auxiliary: {
    title: '添加辅助管理员',
    about: '对方须先在小程序完成实名认证。辅助管理员可以审核申报，不能添加他人或转移业务，您可以随时移除。',
    confirm: '添加',
    follows: '添加后，对方可以查看并审核考生的申报材料，您可以随时移除。',
    done: (name) => `${name}已成为辅助管理员，对方已收到通知。`,
  },
}
