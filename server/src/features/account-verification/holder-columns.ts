import type { AccountHolder } from '@talent/shared/domain/account-holder'
import { maskIdentityNumber, maskMobile } from '@talent/shared/domain/mask'
import type { FieldCipher } from '../../db/field-cipher'
import type { HolderColumns, VerificationRow } from './verifications.repository'

export const sealHolder = (cipher: FieldCipher, holder: AccountHolder): HolderColumns => ({
  name: holder.name,
  identity_type: holder.identityType,
  identity_number: cipher.seal('account_verifications.identity_number', holder.identityNumber),
  identity_number_masked: maskIdentityNumber(holder.identityNumber),
  // One who was accepted by an application may have had no phone.
  mobile: holder.mobile === '' ? '' : cipher.seal('account_verifications.mobile', holder.mobile),
  mobile_masked: maskMobile(holder.mobile),
})

/** What is forgotten is empty. */
export const openHolder = (cipher: FieldCipher, row: VerificationRow | Omit<VerificationRow, 'state'>): AccountHolder => ({
  name: row.name,
  identityType: row.identity_type,
  identityNumber: row.identity_number === '' ? '' : cipher.open('account_verifications.identity_number', row.identity_number),
  mobile: row.mobile === '' ? '' : cipher.open('account_verifications.mobile', row.mobile),
})
