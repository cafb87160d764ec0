/** The pages of this sub-package, in the order of app.config. */
export const accountPages = ['sessions/index', 'consents/index', 'phone/index', 'data-export/index', 'cancellation/index']
