import { askSubscription } from './app-life'

/** Template ids from the build's environment (config/index.ts), parted by commas; without any nobody is asked. */
const idsIn = (list: string): string[] => list.split(',').map((id) => id.trim()).filter((id) => id !== '')

/** For candidates: results of reviews and verifications. Call it from a tap. */
export const askCandidateSubscription = (): Promise<void> => askSubscription(idsIn(CANDIDATE_TEMPLATES))

/** For business managers: what concerns their bindings. Call it from a tap. */
export const askManagerSubscription = (): Promise<void> => askSubscription(idsIn(MANAGER_TEMPLATES))
