/** Apart from zod.ts: only the server's API description needs it, and it is 22 KB to the mini-program. */
export { toJSONSchema } from 'zod/mini'
