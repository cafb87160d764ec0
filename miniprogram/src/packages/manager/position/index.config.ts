export default definePageConfig({ navigationBarTitleText: '发送机构位置' })
