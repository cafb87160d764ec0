import type { AccountVerification } from '@talent/shared/contract/account-verification'
import { labelOf } from '@talent/shared/dictionaries/index'
import { holderFields, type AccountHolder, type HolderField } from '@talent/shared/domain/account-holder'
import type { FieldValues } from '@talent/shared/domain/fields'
import { maskIdentityNumber, maskMobile } from '@talent/shared/domain/mask'
import { z } from '@talent/shared/zod'
import type { StaleField } from '../../api/stale-dialog'

export const holderOf = (values: FieldValues<HolderField>): AccountHolder => ({
  name: values.name ?? '', identityType: values.identityType ?? '', identityNumber: values.identityNumber ?? '', mobile: values.mobile ?? '',
})

/** What was typed, and the version that it was typed over. Photos are chosen again: what they show can't be shown again before they are saved. */
export const HolderDraft = z.object({
  version: z.number(),
  holder: z.object({ name: z.string(), identityType: z.string(), identityNumber: z.string(), mobile: z.string() }),
})
export type HolderDraft = z.output<typeof HolderDraft>

/** The server shows number and mobile masked, so that is what two versions are compared by. */
export const maskedHolder = (holder: AccountHolder): AccountHolder => ({
  ...holder, identityNumber: maskIdentityNumber(holder.identityNumber.trim().toUpperCase()), mobile: maskMobile(holder.mobile.trim()),
})

export const savedHolder = ({ name, identityType, identityNumber, mobile }: AccountVerification): AccountHolder => ({
  name: name ?? '', identityType: identityType ?? '', identityNumber: identityNumber ?? '', mobile: mobile ?? '',
})

export const staleFields: StaleField<AccountHolder>[] = holderFields.map(({ key, label }) => ({
  key, label, show: (holder) => (key === 'identityType' ? (labelOf('identityType', holder[key]) ?? holder[key]) : holder[key]), same: (mine, current) => mine[key] === current[key],
}))
