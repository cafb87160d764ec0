import { createHmac } from 'node:crypto'
import { submissionCodeOf } from '@talent/shared/domain/codes'

/** 提交编码: follows from what was confirmed, when, by whom, so any later change makes another one. */
export function submissionCode(key: Buffer, confirmed: { trialId: number; snapshotId: number; contentHash: string }): string {
  return submissionCodeOf(createHmac('sha256', key).update(`${confirmed.trialId}\0${confirmed.snapshotId}\0${confirmed.contentHash}`).digest())
}
