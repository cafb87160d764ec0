export const stepTitles = ['授权码', '核对授权', '人脸核验', '完成'] as const
