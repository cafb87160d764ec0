import type { Issue } from './domain/issue'

export type { Issue }

/**
 * The problems an endpoint may answer with: HTTP status and the Chinese sentence a person sees.
 * Codes are stable; programs branch on the code, never on the text.
 * Transport: application/problem+json (RFC 9457) with `code` and `issues` as extension members.
 */
export const problems = {
  // request
  BAD_INPUT: [400, '有内容填写不正确，请按提示修改'],
  BAD_JSON: [400, '提交的内容无法识别，请刷新页面后重试'],
  NOT_FOUND: [404, '没有找到，可能已被删除或您无权查看'],
  METHOD_NOT_ALLOWED: [405, '不支持的操作，请刷新页面后重试'],
  /** Of what one may see: the record is there, its file is not. */
  FILE_LOST: [410, '这份文件在服务器上已丢失，请重新上传；不是您上传的，请联系上传的人或单位'],
  STALE: [409, '这条记录刚被他人修改，请核对最新内容后再保存'],
  IDEMPOTENCY_MISMATCH: [409, '同一次提交的内容前后不一致，请刷新页面后重新提交'],
  IN_PROGRESS: [409, '上一次提交还在处理，请稍候'],
  TOO_LARGE: [413, '提交的内容太大，请减小后重试'],
  TOO_MANY_REQUESTS: [429, '操作太频繁，请稍后再试'],
  INTERNAL: [500, '服务器出了问题，这次没有完成，请稍后重试'],
  UPSTREAM_UNAVAILABLE: [503, '对方系统暂时没有响应，请稍后重试'],
  // session
  NOT_SIGNED_IN: [401, '请先登录'],
  SESSION_EXPIRED: [401, '登录已过期，请重新登录'],
  FORBIDDEN: [403, '您没有使用此功能的权限，请联系管理员'],
  WRONG_CREDENTIALS: [401, '账号或密码不正确'],
  ACCOUNT_LOCKED: [423, '密码连续输错 5 次，账号已锁定，请 30 分钟后再试或联系上级解锁'],
  ACCOUNT_DISABLED: [403, '账号已停用，请联系管理员'],
  INTERNET_ACCESS_CLOSED: [403, '没有开通互联网访问权限，请通过卫生专网登录；需要通过互联网使用的，请联系主管单位开通'],
  PASSWORD_CHANGE_REQUIRED: [403, '首次登录请先修改密码'],
  ACCOUNT_VERIFICATION_REQUIRED: [403, '请先完成账号实名认证，审核通过后即可使用'],
  ACCOUNT_VERIFICATION_STATE: [409, '账号实名认证的状态已变化，请刷新后再试'],
  PASSWORD_REJECTED: [422, '新密码不符合要求'],
  // phone
  CAPTCHA_REQUIRED: [422, '请输入图形验证码'],
  CAPTCHA_WRONG: [422, '图形验证码不正确，请重新输入'],
  SMS_TOO_SOON: [429, '验证码已发送，请 60 秒后再试'],
  SMS_DAILY_LIMIT: [429, '今天向该手机号发送的验证码已达 10 次，请明天再试'],
  SMS_CODE_WRONG: [422, '短信验证码不正确，请核对后重新输入'],
  SMS_CODE_EXPIRED: [422, '短信验证码已失效，请重新获取'],
  WECHAT_CODE_INVALID: [422, '微信登录凭证已失效，请重试'],
  PHONE_REQUIRED: [403, '请先绑定手机号'],
  PHONE_TAKEN: [409, '该手机号已绑定其他微信，请用手机号登录'],
  CONSENT_REQUIRED: [403, '请先阅读并同意隐私说明'],
  // the user's own account
  EXPORT_USED: [409, '这份导出已经下载过或已过期，请重新导出'],
  CANCELLATION_REFUSED: [409, '还有未办结的事项，暂时不能注销账号'],
  PROOF_REFUSED: [422, '未能确认是您本人操作，请重新验证'],
  // identity
  IDENTITY_REQUIRED: [403, '请先完成实名认证'],
  IDENTITY_STATE: [409, '实名认证的状态已变化，请刷新后再试'],
  IDENTITY_TAKEN: [409, '该证件号已在另一微信上完成实名认证。如非本人操作，请选择人工审核申诉'],
  IDENTITY_MISMATCH: [422, '核验未通过，请核对后重试'],
  IDENTITY_AUTOMATIC_CLOSED: [409, '自动核验已失败 3 次，24 小时内请改用人工审核'],
  PHOTO_REJECTED: [422, '照片不符合要求'],
  // organisation
  DEPARTMENT_IN_USE: [409, '科室下还有人员或下级科室，请先移走再删除'],
  DEPARTMENTS_EXIST: [409, '已经有科室，不能再初始化；请在现有科室上新增或修改'],
  DEPARTMENT_NAME_TAKEN: [409, '同级科室中已有这个名称'],
  POST_IN_USE: [409, '岗位上还有人员，请先调整人员岗位再删除'],
  POST_NAME_TAKEN: [409, '已有这个名称的岗位'],
  NO_MAPPED_POST: [409, '请先到“机构岗位管理”完成至少一个岗位的映射'],
  ROLE_IN_USE: [409, '还有账号使用该角色，请先更换角色再删除'],
  CHANGE_STATE: [409, '机构信息修改申请的状态已变化，请刷新后再试'],
  CHANGE_OPEN: [409, '已有一份机构信息修改申请没有办结，请先处理它'],
  CHANGE_TAKEN: [409, '名称或代码已被其他机构使用，不能通过'],
  STAFFING_DIVIDED: [409, '已分配到科室的编制多于核定数，请先调减科室编制'],
  EXAM_YEAR_DRAFT: [409, '没有需要发布的修改，请先修改并保存'],
  // people
  PERSON_EXISTS: [409, '本单位已有该证件号的人员'],
  PERSON_ELSEWHERE: [409, '该证件号在其他单位在岗，请先办理人员调动'],
  PERSON_LOCKED: [409, '考生已确认信息，内容已锁定。如需修改请先重新打开'],
  PERSON_FILED: [409, '该人员的填报还没有办结，在职状态不能直接改为不在岗'],
  PERSON_IN_USE: [409, '该人员已有试用期填报，不能删除'],
  KEY_GROUP_NAME_TAKEN: [409, '已有这个名称的标签'],
  KEY_GROUP_STATE: [409, '标签的状态已变化，请刷新后再试'],
  KEY_GROUP_SHARED: [409, '标签里还有您负责范围以外的人员，请由负责全院的账号操作'],
  KEY_GROUP_FULL: [409, '标签已满，请先移出不需要的人员'],
  PERSON_HANDED_OVER: [409, '该人员的档案已由新单位接收，本单位只保留变动记录'],
  TRANSFER_STATE: [409, '人员变动的状态已变化，请刷新后再试'],
  TRANSFER_UNDER_WAY: [409, '该人员已有办理中的人员变动，办结后才能再提交'],
  // imports
  WORKBOOK_REJECTED: [422, '文件无法导入'],
  IMPORT_STATE: [409, '导入任务的状态已变化，请刷新后再试'],
  // trials
  TRIAL_REJECTED: [422, '试用期填报不符合要求'],
  REGISTRATION_REJECTED: [422, '预报名不符合要求'],
  TRIAL_EXISTS: [409, '该人员本年度已填报过这个考试，每个证件号每年每类考试只能填报一次'],
  TRIAL_CONFIRMED: [409, '考生已确认，不能修改。如需修改请先重新打开'],
  TRIAL_STATE: [409, '填报的状态已变化，请刷新后再试'],
  PERSON_NOT_ELIGIBLE: [422, '该人员的在职状态不在本年度可填报范围内'],
  EXAM_YEAR_CLOSED: [409, '本年度填报未开放或已截止'],
  // candidate
  ALREADY_BOUND: [409, '您已绑定单位，请先解除绑定'],
  CONFIRMATION_CODE_WRONG: [422, '单位确认码不正确，请向单位人事部门核对'],
  CONFIRMATION_CODE_ROTATED: [422, '单位确认码已更换，请向单位人事部门索取新的确认码'],
  NOT_ON_FILE: [422, '该单位的人员档案中没有您的证件号，请联系单位人事部门'],
  CONFIRMATION_STATE: [409, '信息确认的状态已变化，请刷新后再试'],
  FILING_CHANGED: [409, '单位刚刚修改了填报内容，请重新核对'],
  APPLICATION_UNDER_WAY: [409, '申报正在进行中，不能进行此操作'],
  // manager
  CODE_WRONG: [422, '授权码不正确，请核对后重新输入'],
  CODE_USED: [422, '授权码已被使用，请向单位索取新的授权码'],
  CODE_EXPIRED: [422, '授权码已过期，请向单位索取新的授权码'],
  CODE_REVOKED: [422, '授权码已作废，请向单位索取新的授权码'],
  CODE_LOCKED: [423, '连续输错 5 次，请 30 分钟后再试'],
  CODE_STATE: [409, '授权码的状态已变化，请刷新后再试'],
  FACE_NOT_PASSED: [422, '人脸核验未通过，请重试或改用人工审核'],
  FACE_NOT_AVAILABLE: [422, '您的证件不支持人脸核验，请改用人工审核'],
  /** 404 like everything that one may not see; the words go to the one who held it. */
  BINDING_ENDED: [404, '您的业务授权已结束'],
  BINDING_EXISTS: [409, '该业务已有业务管理人，请先解除授权'],
  ALREADY_MANAGER: [409, '您已是这项业务的业务管理人，不用再次绑定'],
  CHECK_STATE: [409, '人工核验的状态已变化，请刷新后再试'],
  PERSON_NOT_VERIFIED: [422, '没有找到用该证件号完成实名认证的人，请核对证件号，或请对方先在小程序完成实名认证'],
  // unit HR account
  HR_APPLICATION_STATE: [409, '申请的状态已变化，请刷新后再试'],
  HR_APPLICATION_EXISTS: [409, '您对该单位已有申请，不用再次提交，请查看申请进度'],
  HR_PASSWORD_GONE: [409, '一次性密码已经看过或已过期。如未记下，请重新申请该单位的人事账号'],
  // review
  REVIEW_STATE: [409, '该申报的审核状态已变化，请刷新后再试'],
  OWN_APPLICATION: [403, '这是您本人的申报，按回避要求须由其他审核人审核'],
  REVIEW_DECIDED: [409, '该申报已由他人审核'],
  REVIEW_REJECTED: [422, '审核内容填写不完整'],
  // payment
  PAYMENT_REQUIRED: [409, '考生还没有缴费，缴费后才能审核通过'],
  PAYMENT_STATE: [409, '缴费状态已变化，请刷新后再试'],
  PAYMENT_UNAVAILABLE: [409, '缴费尚未开通，请联系考试管理机构'],
  NOTICE_REFUSED: [401, '通知的签名或内容无法验证'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type ProblemCode = keyof typeof problems

/** The body of every answer that is not a success. */
export interface ProblemBody {
  type: 'about:blank'
  status: number
  code: ProblemCode
  title: string
  /** More about this one occurrence: what it is now, how long to wait. */
  detail?: string
  issues?: Issue[]
  /** What the client needs to go on, e.g. the current version of a stale record. */
  data?: unknown
}

export class Problem extends Error {
  readonly status: number
  readonly title: string
  constructor(
    readonly code: ProblemCode,
    readonly extra: { detail?: string; issues?: Issue[]; data?: unknown } = {},
  ) {
    super(extra.detail ?? problems[code][1])
    this.name = 'Problem'
    this.status = problems[code][0]
    this.title = problems[code][1]
  }

  get issues(): Issue[] {
    return this.extra.issues ?? []
  }

  toBody(): ProblemBody {
    return { type: 'about:blank', status: this.status, code: this.code, title: this.title, ...this.extra }
  }
}

/** `throw problem('NOT_FOUND')`, `throw problem('TRIAL_REJECTED', violations)`. */
export function problem(code: ProblemCode, extra?: Issue[] | { detail?: string; issues?: Issue[]; data?: unknown }): Problem {
  return new Problem(code, Array.isArray(extra) ? { issues: extra } : extra)
}
