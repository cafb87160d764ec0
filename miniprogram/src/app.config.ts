import { accountPages } from './packages/account/pages'
import { auditPages } from './packages/audit/pages'
import { candidatePages } from './packages/candidate/pages'
import { managerPages } from './packages/manager/pages'
import theme from './theme.json'

type Name = keyof typeof theme.light

/** WeChat follows the system with `@name`; the browser knows no such names and takes the light value. */
const themed = <N extends Name>(name: N): string =>
  process.env['TARO_ENV'] === 'weapp' ? `@${name}` : theme.light[name]

const tab = (name: string, text: string) => ({
  pagePath: `pages/${name}/index`,
  text,
  iconPath: `assets/tab/${name}.png`,
  selectedIconPath: `assets/tab/${name}-selected.png`,
})

export default defineAppConfig({
  pages: ['pages/home/index', 'pages/messages/index', 'pages/manage/index', 'pages/me/index', 'pages/sign-in/index'],
  subPackages: [
    { root: 'packages/candidate', name: 'candidate', pages: candidatePages },
    { root: 'packages/account', name: 'account', pages: accountPages },
    { root: 'packages/manager', name: 'manager', pages: managerPages },
    { root: 'packages/audit', name: 'audit', pages: auditPages },
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['candidate'] },
    'pages/manage/index': { network: 'all', packages: ['manager', 'audit'] },
    'pages/me/index': { network: 'all', packages: ['account'] },
  },
  // ms, as in src/api: WeChat's own clocks run too, though unreliably for uploads.
  networkTimeout: { request: 15_000, connectSocket: 15_000, uploadFile: 60_000, downloadFile: 60_000 },
  requiredPrivateInfos: ['getLocation'],
  permission: { 'scope.userLocation': { desc: '用于把机构所在地的经纬度发送到机构信息维护页面' } },
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
  darkmode: true,
  themeLocation: 'theme.json',
  window: {
    navigationBarTitleText: '湖北卫生人才',
    navigationBarBackgroundColor: themed('navBackground'),
    navigationBarTextStyle: themed('navText') as 'black',
    backgroundColor: themed('ground'),
    backgroundTextStyle: themed('pull') as 'dark',
  },
  tabBar: {
    color: themed('tabText'),
    selectedColor: themed('tabSelected'),
    backgroundColor: themed('tabBackground'),
    borderStyle: themed('tabBorder') as 'black',
    list: [tab('home', '首页'), tab('messages', '消息'), tab('manage', '管理'), tab('me', '我的')],
  },
})
