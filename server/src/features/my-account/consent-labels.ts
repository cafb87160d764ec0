import type { ConsentKind } from '../wechat-session/consent.service'

export const consentLabels: Record<ConsentKind, string> = {
  privacy: '隐私说明',
  identityCard: '单独同意：使用身份证件信息',
  face: '单独同意：使用人脸信息',
}
