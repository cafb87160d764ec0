import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'posts', title: '机构岗位管理', permission: 'post.read', page: () => import('./posts-page').then((m) => m.PostsPage) },
]
