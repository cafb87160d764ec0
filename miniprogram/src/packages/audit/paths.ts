/** Where the audit pages are, for links from elsewhere. */
export const auditPaths = {
  /** `bindingId` */
  overview: '/packages/audit/overview/index',
  /** `bindingId`, `applicationId`; without one, the first that waits. */
  review: '/packages/audit/review/index',
} as const
