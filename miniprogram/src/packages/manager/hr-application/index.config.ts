export default definePageConfig({ navigationBarTitleText: '人事账号申请' })
