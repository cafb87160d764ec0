import { giveConsent, type Me, privacyVersion } from '@talent/shared/contract/wechat-session'
import { call } from '../api/call'
import { rememberMe } from '../api/session'
import { CheckRow } from '../ui/check-row'

type ConsentKind = Me['consents'][number]['kind']

/** Agreed to the present text of this one thing; an older text asks again. */
export const hasConsent = (me: Me | null, kind: ConsentKind): boolean =>
  me?.consents.some((consent) => consent.kind === kind && consent.version === privacyVersion) ?? false

/** Rejects with a problem. */
export async function consentTo(kind: ConsentKind): Promise<Me> {
  const me = await call(giveConsent, { kind, version: privacyVersion })
  rememberMe(me)
  return me
}

const words = '我单独同意使用我的人脸信息做本次核验。核验由微信完成，本系统只保存是否通过，不保存人脸照片'

/** The separate consent to face (PIPL, article 29); shown until it has been given. */
export const FaceConsent = ({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) => (
  <CheckRow checked={checked} onChange={onChange} label={words} />
)
