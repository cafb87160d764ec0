import type { Permission } from '@talent/shared/contract/permissions'

export interface MenuPage {
  label: string
  path: string
  permission: Permission | null
}

export interface MenuSection {
  /** Names the section in kept settings. */
  key: 'home' | 'institution' | 'people' | 'exam' | 'system' | 'identity' | 'personal'
  /** Without one the section is its only page. */
  label?: string
  pages: MenuPage[]
}

/** The names that users know from the manuals, in their order. */
export const menu: MenuSection[] = [
  { key: 'home', pages: [{ label: '待办', path: '/', permission: null }] },
  {
    key: 'institution',
    label: '机构信息管理',
    pages: [
      { label: '机构信息维护', path: '/institution', permission: 'institution.read' },
      { label: '机构信息修改', path: '/institution-changes', permission: 'institution.read' },
      { label: '机构信息修改审核', path: '/institution-change-reviews', permission: 'institutionChange.read' },
      { label: '部门管理', path: '/departments', permission: 'department.read' },
      { label: '机构岗位管理', path: '/posts', permission: 'post.read' },
      { label: '机构编制管理', path: '/staffing-quotas', permission: 'staffingQuota.read' },
      { label: '机构编制管理', path: '/staffing-grants', permission: 'staffingGrant.read' },
    ],
  },
  {
    key: 'people',
    label: '机构人力资源',
    pages: [
      { label: '人员信息管理', path: '/people', permission: 'person.read' },
      { label: '个人信息维护', path: '/details', permission: 'person.read' },
      { label: '人员标签管理', path: '/key-groups', permission: 'keyGroup.read' },
      { label: '人员变动管理', path: '/transfers', permission: 'transfer.read' },
      { label: '人员变动审核', path: '/transfer-reviews', permission: 'transferReview.read' },
      { label: '人员信息查询', path: '/photo-wall', permission: 'person.read' },
      { label: '附件批量导入', path: '/pictures', permission: 'person.read' },
      { label: '人员信息导入管理', path: '/imports', permission: 'import.read' },
      { label: '试用期填报', path: '/trials', permission: 'trial.read' },
      { label: '资格考试预报名', path: '/pre-registrations', permission: 'trial.read' },
    ],
  },
  {
    key: 'exam',
    label: '考试业务',
    pages: [
      { label: '考生确认与异议', path: '/objections', permission: 'trial.read' },
      { label: '试用期审核', path: '/audit', permission: 'trialAudit.read' },
      { label: '缴费管理', path: '/payments', permission: 'payment.read' },
      { label: '本单位确认码', path: '/confirmation-code', permission: 'confirmationCode.read' },
      { label: '机构人事业务管理', path: '/businesses', permission: 'authorization.read' },
      { label: '考试年度设置', path: '/exam-years', permission: 'examYear.read' },
    ],
  },
  {
    key: 'identity',
    label: '身份审核',
    pages: [
      { label: '人事账号申请审核', path: '/hr-account-reviews', permission: 'hrAccountReview.read' },
      { label: '实名人工审核', path: '/identity-reviews', permission: 'identityReview.read' },
      { label: '人工核验', path: '/person-checks', permission: 'personCheck.read' },
    ],
  },
  {
    key: 'system',
    label: '系统管理',
    pages: [
      { label: '账号管理', path: '/accounts', permission: 'account.read' },
      { label: '管理角色管理', path: '/roles', permission: 'role.read' },
      { label: '下级机构账号', path: '/lower-accounts', permission: 'lowerAccount.read' },
      { label: '实名认证审核', path: '/account-reviews', permission: 'accountReview.read' },
      { label: '登录与操作日志', path: '/operation-log', permission: 'operationLog.read' },
    ],
  },
  {
    key: 'personal',
    label: '个人中心',
    pages: [
      { label: '实名认证', path: '/account-verification', permission: null },
      { label: '修改密码', path: '/password', permission: null },
    ],
  },
]

/**
 * The menu of one account: a page without its permission is not shown, a section without pages neither. A business manager,
 * who signed in by scanning, has no account that the pages for everybody are about.
 */
export function menuFor(can: (permission: Permission) => boolean, isManager = false): MenuSection[] {
  const shown = ({ permission }: MenuPage) => (permission === null ? !isManager : can(permission))
  return menu
    .map((section) => ({ ...section, pages: section.pages.filter(shown) }))
    .filter((section) => section.pages.length > 0)
}

/** The page of the menu that a path belongs to: `/people/12` is 人员信息管理. */
export function currentPath(pathname: string): string | undefined {
  const paths = menu.flatMap((section) => section.pages.map((page) => page.path))
  return paths.find((path) => (path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`)))
}
