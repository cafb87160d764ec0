/** The pages of this sub-package, in the order of app.config. */
export const candidatePages = [
  'privacy/index',
  'identity/index',
  'identity-form/index',
  'card-camera/index',
  'unit/index',
  'filing/index',
  'applications/index',
  'application/index',
  'person-check/index',
  'payment/index',
  'receipt/index',
  'payments/index',
]
