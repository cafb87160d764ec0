/** The pages of this sub-package, in the order of app.config. */
export const managerPages = ['bind/index', 'position/index']
