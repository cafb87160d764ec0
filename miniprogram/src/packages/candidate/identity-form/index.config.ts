export default definePageConfig({ navigationBarTitleText: '填写认证信息' })
