declare module '*.scss'

/** Where the API is: empty for the same origin (config/index.ts). */
declare const SERVER_ADDRESS: string
