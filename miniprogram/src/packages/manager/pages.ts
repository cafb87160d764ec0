/** The pages of this sub-package, in the order of app.config. */
export const managerPages = ['bind/index', 'business/index', 'change/index', 'position/index', 'web-sign-in/index', 'hr-account/index', 'hr-application/index']
