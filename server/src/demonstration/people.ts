import { identityCheckCharacter } from '@talent/shared/domain/identity-document'

/** Invented people. The numbers are right by GB 11643 and belong to nobody known: sequence 9xx of each day. */
export interface DemoPerson {
  name: string
  sex: '1' | '2'
  birthDate: string
  identityNumber: string
  mobile: string
}

let sequence = 0

export function demoPerson(name: string, sex: '1' | '2', birthDate: string): DemoPerson {
  sequence += 1
  const ordinal = 900 + ((sequence * 2) % 98) + (sex === '1' ? 1 : 0)
  const first17 = `420106${birthDate.replaceAll('-', '')}${ordinal}`
  return { name, sex, birthDate, identityNumber: first17 + identityCheckCharacter(first17), mobile: `1380000${String(sequence).padStart(4, '0')}` }
}

export const password = 'Demo#8527Hb'

export const staffNames: [string, '1' | '2', string][] = [
  ['刘建国', '1', '1975-03-12'], ['陈桂香', '2', '1982-08-25'], ['吴志强', '1', '1988-11-02'], ['郑丽萍', '2', '1990-05-17'],
  ['冯晓东', '1', '1993-09-30'], ['褚秀兰', '2', '1979-12-08'], ['蒋文博', '1', '1996-02-14'], ['韩雪梅', '2', '1985-07-21'],
  ['阿依努尔·艾山', '2', '1994-04-09'], ['㛃昌明', '1', '1991-10-26'],
]

/** A candidate of every state; the first two are for one's own hands. */
export const candidates = [
  { key: 'fresh', trained: false, person: demoPerson('周小云', '2', '1999-06-18'), state: 'awaiting', verified: false, note: '尚未实名：从登录、实名认证到确认信息走一遍' },
  { key: 'ready', trained: true, person: demoPerson('李明远', '1', '1998-03-05'), state: 'awaiting', verified: true, note: '已实名并匹配单位：核对并确认信息' },
  { key: 'objected', trained: false, person: demoPerson('王雨欣', '2', '1997-11-23'), state: 'objected', verified: true, note: '已提出异议，等单位答复' },
  { key: 'pending', trained: true, person: demoPerson('赵一帆', '1', '1996-09-14'), state: 'pending', verified: true, note: '已确认，等单位审核' },
  { key: 'pending2', trained: false, person: demoPerson('孙嘉怡', '2', '1998-12-01'), state: 'pending', verified: true, note: '已确认，等单位审核' },
  { key: 'approved', trained: true, person: demoPerson('钱思远', '1', '1995-07-07'), state: 'approved', verified: true, note: '单位已审核通过，待缴费：缴费后考点才能审核通过' },
  { key: 'deferred', trained: false, person: demoPerson('何静怡', '2', '1997-01-19'), state: 'deferred', verified: true, note: '暂不审核' },
  { key: 'revision', trained: false, person: demoPerson('马俊杰', '1', '1994-10-10'), state: 'revisionRequested', verified: true, note: '允许修改，等单位更正' },
  { key: 'rejected', trained: false, person: demoPerson('罗欣然', '2', '1996-05-28'), state: 'rejected', verified: true, note: '审核不通过' },
  { key: 'notReady', trained: false, person: demoPerson('唐浩然', '1', '1999-02-11'), state: 'notReady', verified: true, note: '考核意见为不合格，尚未提交确认' },
  { key: 'paid', trained: false, person: demoPerson('吴佳宁', '2', '1997-04-26'), state: 'paid', verified: true, note: '单位已审核通过并已缴费，等考点审核' },
] as const
export type DemoCandidate = (typeof candidates)[number]

export const reviewers = [
  { key: 'bound', person: demoPerson('杨主任', '1', '1970-04-16'), note: '已是东湖里区人民医院“医师资格考试”的辅助管理员：审核申报' },
  { key: 'unbound', person: demoPerson('徐审核', '2', '1980-10-22'), note: '已实名：用机构管理端生成的授权码绑定业务；已为另一项业务申请人工核验' },
] as const

/** Who stands behind the web accounts, by account. */
export const accountHolders: Record<string, DemoPerson> = {
  provinceadmin: demoPerson('方致远', '1', '1974-02-18'),
  cityadmin: demoPerson('袁慧敏', '2', '1981-06-09'),
  countyadmin: demoPerson('谢立新', '1', '1979-11-27'),
  hospitaladmin: demoPerson('邹晓燕', '2', '1986-04-03'),
  tcmhospital: demoPerson('潘国栋', '1', '1983-08-15'),
  townshipadmin: demoPerson('葛春兰', '2', '1977-10-20'),
}

/** A sub-account of the hospital whose person waits for the main account's word. */
export const staffAccount = { username: 'hospitalstaff', displayName: '内科人事', holder: demoPerson('奚文静', '2', '1992-01-30') }
