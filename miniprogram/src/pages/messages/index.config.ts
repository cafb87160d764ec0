export default definePageConfig({ navigationBarTitleText: '消息', enableShareAppMessage: true })
