import { randomBytes } from 'node:crypto'
import { today } from '../../platform'

/** 商户订单号 (P) or 商户退款单号 (R): the day in China and 80 random bits; at most 32 letters and digits. */
export const newNumber = (kind: 'P' | 'R', now: Date): string => `${kind}${today({ now: () => now }).replaceAll('-', '')}${randomBytes(10).toString('hex')}`
