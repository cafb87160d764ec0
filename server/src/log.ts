import pino, { type DestinationStream, type Logger } from 'pino'

/**
 * What may be logged of an error that nobody foresaw: its name, its code and the places in its stack. Messages of
 * database errors carry the values of a statement, so they are left out.
 */
export function errorFacts(error: unknown): { error: string; code?: string; at?: string[] } {
  if (!(error instanceof Error)) return { error: 'unknown' }
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  return { error: error.name, ...code, at: (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')).slice(0, 12) }
}

/**
 * JSON lines on standard output. Personal data has no way in: callers log ids, codes and counts, and what an
 * unexpected error says is reduced in `http/problems`. The names below are a second fence.
 */
export const createLog = (level: string, destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ['*.name', '*.identityNumber', '*.phone', '*.mobile', '*.password', '*.token', 'identityNumber', 'phone', 'mobile', 'password', 'token'], censor: '[隐去]' },
    },
    destination ?? pino.destination({ sync: false }),
  )
