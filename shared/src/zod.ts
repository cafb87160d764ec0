/**
 * The only place that imports zod. WeChat forbids `new Function`, which zod uses to compile
 * schemas, so `jitless` must be set before the first schema exists: import `z` from here.
 */
import { config } from 'zod/mini'

config({ jitless: true })

export * as z from './zod-parts'
