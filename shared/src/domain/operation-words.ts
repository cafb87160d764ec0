import { labelOf } from '../dictionaries'
import { checkPurposeLabels, identificationLabels } from './check-subject'
import { institutionFileLabels } from './institution-change'
import { detailSections } from './sections/details'
import { personFields } from './sections/person'
import { trialFields } from './sections/trial'
import { isSpecialForm, specialForms } from './special-forms'
import { importJob } from './states/import-job'

/** What an action is done to, and where such a record has its page. */
const subjects: Record<string, { label: string; page?: string }> = {
  account: { label: '账号' },
  accountReview: { label: '账号实名认证' },
  accountVerification: { label: '账号实名认证' },
  application: { label: '申报材料' },
  attachment: { label: '附件' },
  authorizationCode: { label: '业务授权码' },
  confirmationCode: { label: '单位确认码' },
  consent: { label: '隐私同意' },
  department: { label: '科室' },
  detail: { label: '详细资料' },
  examYear: { label: '考试年度' },
  filing: { label: '填报信息' },
  hrAccount: { label: '人事账号申请' },
  hrAccountReview: { label: '人事账号申请' },
  hrApplication: { label: '人事账号申请' },
  identity: { label: '实名认证' },
  identityReview: { label: '实名人工审核' },
  identityVerification: { label: '实名认证' },
  import: { label: '导入任务' },
  institution: { label: '机构信息' },
  keyGroup: { label: '人员标签', page: '/key-groups/' },
  institutionChange: { label: '机构信息修改' },
  institutionFile: { label: '机构附件' },
  manager: { label: '业务管理人' },
  personCheck: { label: '人工核验' },
  managerBinding: { label: '业务绑定' },
  objection: { label: '考生异议' },
  operationLog: { label: '操作日志' },
  organization: { label: '机构' },
  payment: { label: '缴费' },
  person: { label: '人员', page: '/people/' },
  position: { label: '位置' },
  positionRequest: { label: '定位码' },
  post: { label: '岗位' },
  preRegistration: { label: '预报名' },
  role: { label: '管理角色' },
  session: { label: '登录' },
  transfer: { label: '人员变动', page: '/transfers/' },
  staffingQuota: { label: '机构编制' },
  trial: { label: '试用期填报' },
  unit: { label: '单位绑定' },
  unitBinding: { label: '单位绑定' },
  wechatSession: { label: '小程序登录' },
  wechatUser: { label: '小程序用户' },
}

const verbs: Record<string, string> = {
  answer: '答复', archive: '封存', bind: '绑定', changePassword: '修改密码', confirm: '确认', create: '新增', end: '解除', import: '导入', issue: '生成', lock: '锁定', move: '移动',
  movePeople: '移动人员', object: '提出异议', pass: '通过', refuse: '拒绝', remove: '删除', reopen: '重新打开', restore: '恢复', reveal: '查看完整信息', revoke: '作废',
  rotate: '更换', send: '发送', submit: '提交', unbind: '解除绑定', update: '修改', view: '查看', viewPhoto: '查看照片', withdraw: '撤回',
}

/** Where subject and verb side by side would not be what people say. */
const whole: Record<string, string> = {
  'account.changePassword': '修改密码',
  'operationLog.export': '导出操作日志',
  'organization.internetAccess': '设置互联网访问',
  'account.resetPassword': '重置子账号密码',
  'account.unlock': '解锁账号',
  'account.issuePassword': '重新生成一次性密码',
  'account.expirePassword': '一次性密码过期',
  'accountReview.correct': '更正账号实名认证信息',
  'accountReview.pass': '账号实名认证：通过',
  'accountReview.reject': '账号实名认证：驳回',
  'accountReview.viewPhoto': '查看账号实名认证的证件照片',
  'accountReview.viewProof': '查看账号实名认证的授权书',
  'accountVerification.removeProof': '删除实名认证的授权书',
  'accountVerification.reveal': '查看自己填写的完整证件号',
  'accountVerification.save': '保存账号实名认证信息',
  'accountVerification.print': '下载账号实名认证授权书',
  'hrAccount.apply': '申请人事账号',
  'hrAccount.print': '打开预填的人事账号申请表',
  'hrAccount.resubmit': '重新提交人事账号申请',
  'hrAccount.showPassword': '查看一次性密码',
  'hrAccountReview.accept': '通过人事账号申请',
  'hrAccountReview.reject': '驳回人事账号申请',
  'hrAccountReview.viewProof': '查看盖章的申请表',
  'application.detach': '从单位移除考生',
  'application.print': '考生打印申报材料',
  'application.review': '审核申报材料',
  'application.viewPhoto': '查看申报材料的证件图片',
  'application.export': '导出申报审核列表',
  'managerBinding.confirmWebSignIn': '确认在网页登录审核',
  'consent.give': '同意隐私说明',
  'institutionChange.accept': '机构信息修改：通过',
  'institutionChange.reject': '机构信息修改：驳回',
  'institutionChange.resubmit': '重新提交机构信息修改',
  'institutionChange.submit': '申请机构信息修改',
  'institutionChange.viewProof': '查看机构信息修改的证明材料',
  'institutionChange.withdraw': '撤回机构信息修改',
  'institutionFile.replace': '更换机构附件',
  'institutionFile.upload': '上传机构附件',
  'department.initialize': '初始化部门',
  'department.movePeople': '移动科室人员',
  'examYear.discardDraft': '放弃考试年度草稿',
  'examYear.publish': '发布考试年度设置',
  'examYear.saveDraft': '保存考试年度草稿',
  'filing.object': '考生提出异议',
  'filing.confirm': '考生确认填报信息',
  'identity.pass': '实名认证：通过',
  'identity.refuse': '实名认证：未通过',
  'identityReview.viewPhoto': '查看实名人工审核的证件照片',
  'import.cancel': '取消导入',
  'keyGroup.add': '添加标签人员',
  'keyGroup.takeOut': '移出标签人员',
  'import.finish': '导入完成',
  'import.rows': '导入写入一批',
  'import.run': '开始导入',
  'import.upload': '上传导入文件',
  'manager.addAuxiliary': '添加辅助管理员',
  'manager.bind': '绑定业务管理人',
  'manager.giveUp': '放弃业务授权',
  'manager.grant': '直接授权业务管理人',
  'manager.lookUp': '查询被授权人',
  'manager.removeAuxiliary': '移除辅助管理员',
  'manager.transfer': '转移业务管理人',
  'payment.receive': '收到缴费',
  'payment.refund': '申请退款',
  'payment.refunded': '退款完成',
  'payment.refundFail': '退款未成功',
  'payment.refuse': '支付与订单不一致，未计入',
  'payment.surplus': '重复缴费，自动退款',
  'personCheck.accept': '人工核验：通过',
  'personCheck.reject': '人工核验：驳回',
  'personCheck.request': '申请人工核验',
  'personCheck.reveal': '查看人工核验的完整号码',
  'personCheck.withdraw': '撤回人工核验',
  'transfer.lookUp': '查询拟调入人员所在单位',
  'transfer.agree': '同意人员变动',
  'transfer.refuse': '不同意人员变动',
  'transfer.accept': '人员变动审核：通过',
  'transfer.reject': '人员变动审核：退回',
  'transfer.receive': '接收调入人员的档案',
  'filing.reveal': '查看考生完整信息',
  'detail.reveal': '查看详细资料的完整号码',
  'person.elsewhere': '录入时获知人员在其他单位在岗',
  'person.export': '导出人员资料',
  'detail.addPicture': '上传资料附件',
  'detail.removePicture': '删除资料附件',
  'person.print': '打印个人信息表',
  'person.portrait': '更换照片',
  'person.reveal': '查看人员完整信息',
  'person.viewPhoto': '查看人员证件图片',
  'session.lock': '账号锁定',
  'session.refuse': '登录未通过',
  'session.signIn': '登录',
  'session.signOut': '退出登录',
  'trial.addForm': '上传特殊附件',
  'trial.removeForm': '删除特殊附件',
  'trial.print': '打印试用期材料',
  'trial.viewPhoto': '查看特殊附件图片',
  'staffingQuota.divide': '分配科室编制',
  'staffingQuota.grant': '核定机构编制',
  'unit.bind': '考生绑定单位',
  'unit.unbind': '考生解除绑定单位',
  'wechatSession.signIn': '小程序登录',
  'wechatSession.signOut': '小程序退出登录',
  'wechatUser.bindPhone': '绑定手机号',
  'wechatUser.cancel': '注销小程序账号',
  'wechatUser.merge': '合并小程序账号',
}

/** What reads personal data, and the log itself, and changes nothing. */
export const readingVerbs = ['view', 'viewPhoto', 'viewProof', 'reveal', 'print', 'lookUp', 'export', 'download', 'file', 'report'] as const

/** person.update → 修改人员. What is unknown here stays readable as its code. */
export function actionName(action: string): string {
  const known = whole[action]
  if (known) return known
  const [area = '', verb = ''] = action.split('.')
  const subject = subjects[area]?.label
  const word = verbs[verb]
  return subject && word ? word + subject : action
}

/** person:12 → 人员 12, or 人员 张小燕（12）, with the page it has. */
export function subjectOf(subject: string, called: string | null = null): { name: string; page: string | null } {
  const [kind = '', id = ''] = subject.split(':')
  const known = subjects[kind]
  if (!known) return { name: subject, page: null }
  return { name: called ? `${known.label} ${called}（${id}）` : `${known.label} ${id}`.trim(), page: known.page && /^\d+$/.test(id) ? known.page + id : null }
}

/** Areas that can be filtered by; an action starts with its area. */
export const areaChoices = ['session', 'person', 'detail', 'keyGroup', 'staffingQuota', 'transfer', 'import', 'trial', 'preRegistration', 'objection', 'filing', 'department', 'post', 'authorizationCode', 'manager', 'personCheck', 'confirmationCode', 'unit', 'application', 'payment', 'account', 'role', 'accountReview', 'institution', 'institutionChange', 'institutionFile', 'examYear']
  .map((area) => ({ value: `${area}.`, label: subjects[area]?.label ?? area }))

const fieldNames = new Map<string, string>([...trialFields, ...personFields].map((field) => [field.key, field.label]))
fieldNames.set('departmentId', '科室/部门').set('postId', '岗位')

const levels: Record<string, string> = { institution: '单位', county: '县（区）', city: '市（州）', province: '省' }
const decisions: Record<string, string> = { approved: '审核通过', deferred: '暂不审核', revisionRequested: '允许修改', rejected: '审核不通过', returned: '退回' }
const methods: Record<string, string> = { matched: '按证件号自动对应', code: '确认码', automatic: '自动核验', manual: '人工审核' }

const isOf = <K extends string>(labels: Record<K, unknown>, key: string): key is K => Object.prototype.hasOwnProperty.call(labels, key)

const importKinds: Record<string, string> = { people: '人员基本信息', trials: '试用期', ...Object.fromEntries(Object.entries(detailSections).map(([key, { label }]) => [key, label])) }

const facts: Record<string, { label: string; show?: (value: string) => string }> = {
  allOrNothing: { label: '全部正确才导入' },
  address: { label: '网络地址' },
  amount: { label: '金额', show: (fen) => `${(Number(fen) / 100).toFixed(2)} 元` },
  application: { label: '申报材料编号' },
  applicationId: { label: '申请编号' },
  binding: { label: '业务绑定编号' },
  browser: { label: '浏览器' },
  business: { label: '业务', show: (code) => labelOf('business', code) ?? code },
  businessCode: { label: '业务', show: (code) => labelOf('business', code) ?? code },
  changed: { label: '修改' },
  changes: { label: '变化' },
  changedIds: { label: '修改的编号' },
  changedRows: { label: '修改行数' },
  codeId: { label: '授权码编号' },
  // Enough to tell two contents apart; the whole hash is in the database.
  content: { label: '内容校验值', show: (hash) => hash.slice(0, 12) },
  created: { label: '新增' },
  createdIds: { label: '新增的编号' },
  attachment: { label: '图片编号' },
  detail: { label: '记录编号' },
  department: { label: '科室编号' },
  departments: { label: '科室数' },
  decision: { label: '审核意见', show: (code) => decisions[code] ?? code },
  ended: { label: '退出的登录数' },
  everywhere: { label: '退出全部登录' },
  examYear: { label: '报名年度' },
  exported: { label: '导出内容', show: (code) => importKinds[code] ?? code },
  form: { label: '打印内容', show: (form) => (form === 'assessment' ? '试用期考核表' : isSpecialForm(form) ? specialForms[form].label : form) },
  from: { label: '原状态', show: (state) => (isOf(importJob.looks, state) ? importJob.looks[state].label : state) },
  kind: { label: '导入内容', show: (code) => importKinds[code] ?? code },
  level: { label: '审核层级', show: (code) => levels[code] ?? code },
  method: { label: '方式', show: (code) => methods[code] ?? code },
  newRows: { label: '新增行数' },
  objection: { label: '异议编号' },
  fields: { label: '修改项', show: (names) => names.split('、').map((name) => fieldNames.get(name.split('.').at(-1) ?? '') ?? name).join('、') },
  moved: { label: '移动人数' },
  people: { label: '人数' },
  name: { label: '名称' },
  person: { label: '人员编号' },
  organizationId: { label: '机构编号' },
  personId: { label: '人员编号' },
  personIds: { label: '人员编号' },
  proofId: { label: '文件编号' },
  reason: { label: '原因' },
  refund: { label: '退款编号' },
  fromBindingId: { label: '原业务绑定编号' },
  examYearVersion: { label: '版本' },
  fileKind: { label: '附件类别', show: (kind) => (isOf(institutionFileLabels, kind) ? institutionFileLabels[kind] : kind) },
  identification: { label: '核实方式', show: (way) => (isOf(identificationLabels, way) ? identificationLabels[way] : way) },
  purpose: { label: '核验用途', show: (purpose) => (isOf(checkPurposeLabels, purpose) ? checkPurposeLabels[purpose] : purpose) },
  replacedCodeId: { label: '作废的授权码编号' },
  replacedId: { label: '被替换的编号' },
  review: { label: '审核记录编号' },
  rows: { label: '行数' },
  section: { label: '类别', show: (key) => (isOf(detailSections, key) ? detailSections[key].label : key) },
  side: { label: '证件面', show: (side) => (side === 'front' ? '正面' : side === 'back' ? '反面' : side) },
  sameRows: { label: '不变行数' },
  standardPostCode: { label: '标准岗位', show: (code) => labelOf('standardPost', code) ?? code },
  to: { label: '目标科室编号' },
  transfer: { label: '人员变动编号' },
  transferKind: { label: '变动类型' },
  detachment: { label: '移除记录编号' },
  unitName: { label: '单位' },
  internetAccess: { label: '开通互联网访问' },
  untold: { label: '未告知单位的人数' },
  updateExisting: { label: '更新已存在的数据' },
  username: { label: '账号' },
  version: { label: '版本' },
  verificationId: { label: '认证编号' },
  wechatUserId: { label: '小程序用户编号' },
  whole: { label: '含完整号码' },
  wrongRows: { label: '错误行数' },
  year: { label: '报名年度' },
}

/** The log's detail, a JSON object of codes and ids, in words; what it does not know is shown as it is. */
export function detailText(detail: string): string {
  const values = parse(detail)
  return Object.entries(values)
    .filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
    .map(([key, value]) => {
      const text = Array.isArray(value) ? value.join('、') : typeof value === 'boolean' ? (value ? '是' : '否') : String(value)
      const fact = facts[key]
      return `${fact?.label ?? key}：${fact?.show?.(text) ?? text}`
    })
    .join('；')
}

function parse(detail: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(detail)
    return typeof value === 'object' ? { ...value } : { 详情: value }
  } catch {
    return { 详情: detail }
  }
}
