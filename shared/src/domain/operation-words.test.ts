import { actionName, detailText, subjectOf } from './operation-words'

test.each([
  ['person.update', '修改人员'],
  ['post.remove', '删除岗位'],
  ['confirmationCode.rotate', '更换单位确认码'],
  ['person.reveal', '查看人员完整信息'],
  ['session.signIn', '登录'],
  ['accountReview.viewPhoto', '查看账号实名认证的证件照片'],
  ['application.detach', '从单位移除考生'],
  ['spaceship.launch', 'spaceship.launch'],
  ['', ''],
])('%s is %s', (action, expected) => expect(actionName(action)).toBe(expected))

test.each([
  ['person:12', { name: '人员 12', page: '/people/12' }],
  ['post:3', { name: '岗位 3', page: null }],
  ['person:../x', { name: '人员 ../x', page: null }],
  ['spaceship:1', { name: 'spaceship:1', page: null }],
])('%s', (subject, expected) => expect(subjectOf(subject)).toEqual(expected))

test.each([
  ['{}', ''],
  ['{"fields":["name","departmentId"]}', '修改项：姓名、科室/部门'],
  ['{"businessCode":"05","replacedId":null}', '业务：医师资格考试'],
  ['{"moved":3,"odd":true}', '移动人数：3；odd：是'],
  ['{"side":"front"}', '证件面：正面'],
  ['{"proofId":38}', '文件编号：38'],
  ['{"refund":7,"amount":6050}', '退款编号：7；金额：60.50 元'],
  ['{"form":"assessment"}', '打印内容：试用期考核表'],
  ['{"from":"running"}', '原状态：导入中'],
  ['not json', '详情：not json'],
  ['null', ''],
])('the detail %s', (detail, expected) => expect(detailText(detail)).toBe(expected))
