export const stepTitles = ['授权码', '核对授权', '本人核验', '完成'] as const
