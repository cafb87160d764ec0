export const checkPurposes = ['bindManager', 'confirmFiling', 'transferManager', 'addAuxiliary', 'withdrawIdentity'] as const
export type CheckPurpose = (typeof checkPurposes)[number]
export const checkPurposeLabels: Record<CheckPurpose, string> = {
  bindManager: '绑定业务',
  confirmFiling: '确认填报信息',
  transferManager: '转移业务管理人',
  addAuxiliary: '添加辅助管理员',
  withdrawIdentity: '撤回实名认证',
}

/** How an authority makes sure who it is, in the order of its form. */
export const identifications = ['inPerson', 'video', 'unitCertified', 'other'] as const
export type Identification = (typeof identifications)[number]
export const identificationLabels: Record<Identification, string> = {
  inPerson: '当面核对本人与证件原件',
  video: '视频通话核对本人与证件原件',
  unitCertified: '单位出具证明并电话核实',
  other: '其他方式（在意见中说明）',
}

/** What a person check is for, named so that the same thing has the same name at both ends. */
export type CheckSubjectName =
  | { kind: 'business'; organizationId: number; businessCode: string }
  | { kind: 'trial'; trialId: number }
  | { kind: 'binding'; bindingId: number }
  | { kind: 'identity' }

/** At most 40 characters. A new code for the same business is the same thing. */
export function checkSubjectKey(subject: CheckSubjectName): string {
  switch (subject.kind) {
    case 'business': return `business:${subject.organizationId}:${subject.businessCode}`
    case 'trial': return `trial:${subject.trialId}`
    case 'binding': return `binding:${subject.bindingId}`
    case 'identity': return 'identity'
  }
}
