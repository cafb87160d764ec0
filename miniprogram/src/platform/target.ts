/** Fixed at build time: the branch that is not taken is left out of the bundle. Taro's own APIs can't be asked: unsupported ones resolve silently. */
export const isWeapp = process.env['TARO_ENV'] === 'weapp'
