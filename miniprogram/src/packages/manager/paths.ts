/** Where the manager's pages are, for links from elsewhere. */
export const managerPaths = {
  /** 添加业务 */
  bind: '/packages/manager/bind/index',
} as const
