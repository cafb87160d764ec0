/** Where a topic stands in the table of contents, in this order. */
export const helpGroups = ['开始使用', '机构信息管理', '机构人力资源', '考试业务', '身份审核', '统计与应急资源', '系统管理', '个人中心', '常见问题'] as const
export type HelpGroup = (typeof helpGroups)[number]

/** A paragraph, numbered steps, or points. */
export type HelpBlock = string | { steps: string[] } | { points: string[] }

export interface HelpTopic {
  /** Stable: links name it. */
  id: string
  group: HelpGroup
  title: string
  /** What else people call it: the old manual's names, an error's words. Searched like the title. */
  also: string[]
  /** The routes that it explains, as they are declared. */
  routes?: string[]
  body: HelpBlock[]
}
