import { randomBytes } from 'node:crypto'
import { codeFromRandomBytes } from '@talent/shared/domain/codes'

/** A code that people type, from the system's cryptographic source. */
export function randomCode(length: number): string {
  for (;;) {
    // Twice the length: about one byte in sixteen is skipped to keep all characters equally likely.
    const code = codeFromRandomBytes(randomBytes(length * 2), length)
    if (code !== null) return code
  }
}
