import type { ConsentRecord } from '@talent/shared/contract/my-account'

interface Words {
  title: string
  /** What it is for. */
  use: string
  /** What taking it back means, said before it is done. */
  withdrawal: string
}

export const consentWords: Record<ConsentRecord['kind'], Words> = {
  privacy: {
    title: '隐私说明',
    use: '登录、实名认证、信息确认、申报和消息通知',
    withdrawal: '其他单独同意会一并撤回，您会在所有设备退出登录。已提交的申报仍由单位和主管部门依法保存；再次使用需重新登录并同意。如需删除账号，请用“注销账号”。',
  },
  identityCard: {
    title: '单独同意：使用身份证件信息',
    use: '拍摄和上传证件照片，办理实名认证',
    withdrawal: '正在审核的认证会撤回，还在保存的证件照片立即删除。已通过的认证不受影响，要取消请在“实名认证”中办理。再次认证时会重新征求同意。',
  },
  face: {
    title: '单独同意：使用人脸信息',
    use: '绑定业务、确认信息等事项前的人脸核验',
    withdrawal: '没有用掉的人脸核验立即作废。以后需要核验本人时，可以申请人工核验，由主管部门核对。',
  },
}
