export default definePageConfig({ navigationBarTitleText: '业务与人员' })
