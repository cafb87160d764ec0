export default definePageConfig({ navigationBarTitleText: '业务授权' })
