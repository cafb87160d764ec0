import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'

/** argon2id with 19 MiB, t=2, p=1: OWASP's first choice. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost))
export const isPassword = (passwordHash: string, password: string): Promise<boolean> => inTurn(() => verify(passwordHash, password))

/**
 * Hashing takes a whole core and walks through all its memory: more at once than there are cores cost each other a
 * fifth, and take the threads on which files are read for everybody else.
 */
export function limitConcurrency(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The place is handed over: nobody who comes in between takes it.
      if (next) next()
      else running--
    }
  }
}

const inTurn = limitConcurrency(availableParallelism())
