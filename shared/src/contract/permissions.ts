/**
 * What a web account may be allowed to do. `side` says which kind of organization can hold it at all:
 * a main account holds every permission of its side, a sub-account what its roles grant.
 */
export const permissions = {
  'institution.read': { label: '查看机构信息', side: 'institution' },
  'institution.write': { label: '维护机构信息', side: 'institution' },
  'department.read': { label: '查看科室', side: 'institution' },
  'department.write': { label: '维护科室', side: 'institution' },
  'post.read': { label: '查看岗位', side: 'institution' },
  'post.write': { label: '维护岗位', side: 'institution' },
  'staffingQuota.read': { label: '查看机构编制', side: 'institution' },
  'staffingQuota.write': { label: '分配科室编制', side: 'institution' },
  'person.read': { label: '查看人员', side: 'institution' },
  'person.write': { label: '维护人员', side: 'institution' },
  'person.reveal': { label: '查看完整证件号与电话', side: 'institution' },
  'keyGroup.read': { label: '查看人员标签', side: 'institution' },
  'keyGroup.write': { label: '维护人员标签', side: 'institution' },
  'transfer.read': { label: '查看人员变动', side: 'institution' },
  'transfer.write': { label: '办理人员变动', side: 'institution' },
  'import.read': { label: '查看导入记录', side: 'institution' },
  'import.write': { label: '批量导入', side: 'institution' },
  'trial.read': { label: '查看试用期填报', side: 'institution' },
  'trial.write': { label: '试用期填报', side: 'institution' },
  // Each organization audits at its own level; a bound manager holds the first two for one business.
  'trialAudit.read': { label: '查看申报审核', side: 'both' },
  'trialAudit.write': { label: '申报审核', side: 'both' },
  'trialAudit.reveal': { label: '导出申报时含完整证件号', side: 'both' },
  'confirmationCode.read': { label: '查看本单位确认码', side: 'institution' },
  'confirmationCode.write': { label: '更换本单位确认码', side: 'institution' },
  // Authorities make codes for their own auditors in the same way (P5).
  'authorization.read': { label: '查看业务授权', side: 'both' },
  'authorization.write': { label: '业务授权管理', side: 'both' },
  'examYear.read': { label: '查看考试年度设置', side: 'both' },
  // The province alone sets what holds for everybody (P8).
  'examYear.write': { label: '设置并发布考试年度', side: 'province' },
  'payment.read': { label: '查看缴费', side: 'both' },
  'payment.refund': { label: '退款', side: 'authority' },
  'role.read': { label: '查看管理角色', side: 'both' },
  'role.write': { label: '维护管理角色', side: 'both' },
  'account.read': { label: '查看账号', side: 'both' },
  'account.write': { label: '维护账号', side: 'both' },
  'lowerAccount.read': { label: '查看下级机构总账号', side: 'authority' },
  'lowerAccount.write': { label: '解锁下级机构总账号', side: 'authority' },
  'accountReview.read': { label: '查看实名认证审核', side: 'both' },
  'accountReview.write': { label: '实名认证审核', side: 'both' },
  'operationLog.read': { label: '查看操作日志', side: 'both' },
  'institutionChange.read': { label: '查看机构信息修改审核', side: 'authority' },
  'institutionChange.write': { label: '审核机构信息修改', side: 'authority' },
  'staffingGrant.read': { label: '查看下级机构编制', side: 'authority' },
  'staffingGrant.write': { label: '核定机构编制', side: 'authority' },
  'identityReview.read': { label: '查看实名人工审核', side: 'authority' },
  'identityReview.write': { label: '实名人工审核', side: 'authority' },
  'hrAccountReview.read': { label: '查看人事账号申请', side: 'authority' },
  'hrAccountReview.write': { label: '审核人事账号申请', side: 'authority' },
  'personCheck.read': { label: '查看人工核验', side: 'authority' },
  'personCheck.write': { label: '人工核验', side: 'authority' },
  'transferReview.read': { label: '查看人员变动审核', side: 'authority' },
  'transferReview.write': { label: '审核人员变动', side: 'authority' },
} as const satisfies Record<string, { label: string; side: 'institution' | 'authority' | 'province' | 'both' }>

export type Permission = keyof typeof permissions

/** What a bound manager holds in the browser (P6): the audit of the business, and of an institution its confirmation code. */
export const managerPermissions = ({ role, organizationKind }: { role: 'main' | 'auxiliary'; organizationKind: string }): DeskPermission[] => [
  'trialAudit.read',
  'trialAudit.write',
  ...(organizationKind === 'institution' ? (['confirmationCode.read'] as const) : []),
  // A new code stops every printed one: the main manager alone decides that.
  ...(organizationKind === 'institution' && role === 'main' ? (['confirmationCode.write'] as const) : []),
]

/** Those of the pages that a manager shares with the accounts. */
export type DeskPermission = Extract<Permission, 'trialAudit.read' | 'trialAudit.write' | 'confirmationCode.read' | 'confirmationCode.write'>

/** Whose permissions: of an institution, of an authority, and of the one at the top, which has some of its own. */
export type PermissionSide = 'institution' | 'authority' | 'province'
export const permissionSide = (kind: string): PermissionSide => (kind === 'institution' || kind === 'province' ? kind : 'authority')

const held: Record<PermissionSide, readonly string[]> = { institution: ['institution', 'both'], authority: ['authority', 'both'], province: ['province', 'authority', 'both'] }

export const permissionsOf = (side: PermissionSide): Permission[] => (Object.keys(permissions) as Permission[]).filter((p) => held[side].includes(permissions[p].side))
