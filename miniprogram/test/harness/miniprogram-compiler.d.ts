declare module 'miniprogram-compiler' {
  /** The body of a function that returns `$gwx`. */
  export function wxmlToJs(root: string, options?: { maxBuffer?: number }): string
  export function wxssToJs(root: string, options?: { maxBuffer?: number }): string
}
