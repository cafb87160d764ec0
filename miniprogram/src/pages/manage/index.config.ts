export default definePageConfig({ navigationBarTitleText: '管理', enableShareAppMessage: true })
