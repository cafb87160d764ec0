import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'exam-years', title: '考试年度设置', permission: 'examYear.read', page: () => import('./exam-years-page').then((m) => m.ExamYearsPage) },
  { path: 'exam-years/:businessCode/:year', title: '考试年度设置', permission: 'examYear.read', page: () => import('./exam-year-page').then((m) => m.ExamYearPage) },
]
