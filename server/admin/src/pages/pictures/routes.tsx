import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [{ path: 'pictures', title: '附件批量导入', permission: 'person.read', page: () => import('./pictures-page').then((m) => m.PicturesPage) }]
