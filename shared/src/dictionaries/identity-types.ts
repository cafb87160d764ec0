import { table } from './entry'

/** Kinds of identity document that are accepted; a local table, rules in domain/identity-document.ts. */
export const identityTypeCodes = [
  'residentCard', 'hongKongMacauPermit', 'taiwanPermit', 'residencePermit', 'foreignPermanentCard', 'passport', 'officerCard',
] as const
export type IdentityType = (typeof identityTypeCodes)[number]

const labels: Record<IdentityType, string> = {
  residentCard: '居民身份证',
  hongKongMacauPermit: '港澳居民来往内地通行证',
  taiwanPermit: '台湾居民来往大陆通行证',
  residencePermit: '港澳台居民居住证',
  foreignPermanentCard: '外国人永久居留身份证',
  passport: '护照',
  officerCard: '军官证',
}
export const identityType = table(identityTypeCodes.map((code) => [code, labels[code]] as const))
