/** The pages of this sub-package, in the order of app.config. */
export const auditPages = ['overview/index', 'review/index']
