import pino, { type DestinationStream, type Logger } from 'pino'

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
