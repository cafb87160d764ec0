/**
 * The only place that imports zod. WeChat forbids `new Function`, which zod uses to compile
 * schemas, so `jitless` must be set before the first schema exists: import `z` from here.
 */
import * as z from 'zod/mini'

z.config({ jitless: true })

export { z }
