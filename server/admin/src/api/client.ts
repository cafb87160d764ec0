import { createClient, type Client } from '@talent/shared/client'
import { signOut } from '@talent/shared/contract/session'
import { isProblem } from './problem-text'
import { transport, type WebFile } from './transport'

/** 32 random hexadecimal digits. `crypto.randomUUID` needs https; an institution's private network may not have it. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const plain = createClient(transport, newKey)
const listeners = new Set<(error: unknown) => void>()

/** The one client of this app. Pages use it through `useEndpoint`, `useEndpointMutation` and `uploadTo`. */
export const client: Client<WebFile> = {
  async call(endpoint, args, options) {
    try {
      return await plain.call(endpoint, args, options)
    } catch (error) {
      tellFailure(error)
      // What is read is asked for anew by whoever shows it, and ending a session that is over needs no sign-in.
      const isWrite = endpoint.method !== 'GET' && !(endpoint.method === signOut.method && endpoint.path === signOut.path)
      if (isWrite && isProblem(error, 'NOT_SIGNED_IN', 'SESSION_EXPIRED') && (await signedInAgain())) return client.call(endpoint, args, options)
      throw error
    }
  },
}

let signedInAgain = (): Promise<boolean> => Promise.resolve(false)

/**
 * What was pressed when the session was over is done once the person has signed in again: who has just typed the password
 * takes it for saved. `wait` tells whether the same person came back.
 */
export function resumeAfterSignIn(wait: () => Promise<boolean>) {
  signedInAgain = wait
}

export function tellFailure(error: unknown) {
  for (const tell of listeners) tell(error)
}

/** Tells of every call that failed; the session watches for its own end. Gives back the way to stop. */
export function onFailure(tell: (error: unknown) => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
