/** Where every page of the sub-packages is: the one list of addresses that pages of different packages link to. */
export const candidatePaths = {
  /** `agree=1`: with the button to agree. */
  privacy: '/packages/candidate/privacy/index',
  identity: '/packages/candidate/identity/index',
  /** `way`: automatic, manual or otherDocument. */
  identityForm: '/packages/candidate/identity-form/index',
  /** `side`: front or back; `document`: the kind of identity document. */
  cardCamera: '/packages/candidate/card-camera/index',
  unit: '/packages/candidate/unit/index',
  /** `trialId`; without one, the only filing or a choice. */
  filing: '/packages/candidate/filing/index',
  applications: '/packages/candidate/applications/index',
  /** `applicationId` */
  application: '/packages/candidate/application/index',
  /** `applicationId`: the fee of one application. */
  payment: '/packages/candidate/payment/index',
  /** `applicationId`, `orderId` */
  receipt: '/packages/candidate/receipt/index',
  /** All own orders. */
  payments: '/packages/candidate/payments/index',
  /** 人工核验: what was asked for, and going on with what has passed. */
  personCheck: '/packages/candidate/person-check/index',
} as const

/** What one sees and decides about the own account. */
export const accountPaths = {
  sessions: '/packages/account/sessions/index',
  consents: '/packages/account/consents/index',
  phone: '/packages/account/phone/index',
  dataExport: '/packages/account/data-export/index',
  cancellation: '/packages/account/cancellation/index',
} as const

export const managerPaths = {
  /** 添加业务 */
  bind: '/packages/manager/bind/index',
  /** `bindingId`: one business and its people. */
  business: '/packages/manager/business/index',
  /** `bindingId`, `change`: transfer or auxiliary. */
  change: '/packages/manager/change/index',
  /** `code` or WeChat's `q`: the position of an institution for the form on a computer. */
  position: '/packages/manager/position/index',
  /** `code` or WeChat's `q`: a browser that waits for the manager's word. */
  webSignIn: '/packages/manager/web-sign-in/index',
  /** 申请账号 */
  hrAccount: '/packages/manager/hr-account/index',
  /** `hrApplicationId` */
  hrApplication: '/packages/manager/hr-application/index',
} as const

export const auditPaths = {
  /** `bindingId`; `examYear`: else the year in which something waits. */
  overview: '/packages/audit/overview/index',
  /** `bindingId`, `applicationId`; without one, the first that waits, of `examYear` where it is given. */
  review: '/packages/audit/review/index',
} as const
