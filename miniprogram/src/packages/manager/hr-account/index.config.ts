export default definePageConfig({ navigationBarTitleText: '申请人事账号' })
