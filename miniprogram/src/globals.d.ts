declare module '*.scss'

/** Where the API is: empty for the same origin (config/index.ts). */
declare const SERVER_ADDRESS: string
/** Ids of WeChat's subscription templates, parted by commas (config/index.ts). */
declare const CANDIDATE_TEMPLATES: string
declare const MANAGER_TEMPLATES: string
