/** Where the candidate's pages are, for links from elsewhere. */
export const candidatePaths = {
  /** `agree=1`: with the button to agree. */
  privacy: '/packages/candidate/privacy/index',
  identity: '/packages/candidate/identity/index',
  /** `way`: automatic, manual or otherDocument. */
  identityForm: '/packages/candidate/identity-form/index',
  unit: '/packages/candidate/unit/index',
  /** `trialId`; without one, the only filing or a choice. */
  filing: '/packages/candidate/filing/index',
  applications: '/packages/candidate/applications/index',
  /** `applicationId` */
  application: '/packages/candidate/application/index',
  consents: '/packages/candidate/consents/index',
} as const
