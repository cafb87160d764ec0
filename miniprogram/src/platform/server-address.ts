import { isWeapp } from './target'

/** A path of the server as an address that another browser can open, e.g. to print from. */
export const absoluteAddress = (path: string): string => (isWeapp ? SERVER_ADDRESS : window.location.origin) + path
