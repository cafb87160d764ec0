import type { VerificationMethod } from '@talent/shared/contract/identity'
import { identityDocumentTypes } from '@talent/shared/domain/identity-document'
import { labelOf } from '@talent/shared/dictionaries/index'
import type { z } from '@talent/shared/zod'
import type { Choice } from '../../../ui/choice-field'

/** 身份证（自动核验）, 身份证（人工审核）, 其他证件（人工审核） */
export type Way = z.output<typeof VerificationMethod>

export const isWay = (text: string | null): text is Way => text === 'automatic' || text === 'manual' || text === 'otherDocument'

export const wayLabels: Record<Way, string> = {
  automatic: '身份证（自动核验）',
  manual: '身份证（人工审核）',
  otherDocument: '其他证件（人工审核）',
}

export const documentName = (identityType: string): string => labelOf('identityType', identityType) ?? identityType

/** Everything that is verified by hand only. */
export const otherDocuments: readonly Choice<string>[] = identityDocumentTypes
  .filter((type) => type !== 'residentCard')
  .map((type) => ({ value: type, label: documentName(type) }))
