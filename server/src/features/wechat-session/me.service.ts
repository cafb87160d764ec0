import type { UnitContact } from '@talent/shared/contract/candidate'
import type { Me, TodoKind } from '@talent/shared/contract/wechat-session'
import { privacyVersion } from '@talent/shared/contract/wechat-session'
import { maskMobile } from '@talent/shared/domain/mask'
import { problem } from '@talent/shared/errors'
import type { z } from '@talent/shared/zod'
import type { Connection } from '../../db/database'
import { chinaTime, type Platform } from '../../platform'
import type { IdentitySummary } from '../identity/identity-state'
import { listConsents } from './consent.service'
import { findProfile } from './wechat-user.repository'

export interface Todo {
  kind: z.output<typeof TodoKind>
  title: string
  detail: string
  params: Record<string, number>
  count?: number
  /** Whom to ask, when others have to act first. */
  contact?: UnitContact
}

/** What another feature has waiting for a verified user. */
export type HomeSource = (user: { wechatUserId: number; identityLookup: string }) => Promise<Todo[]>

export interface MeSources {
  identity(connection: Connection, wechatUserId: number): Promise<IdentitySummary>
  unit(connection: Connection, wechatUserId: number): Promise<{ organizationId: number; name: string; method: 'matched' | 'code' } | null>
  managerBindings(connection: Connection, wechatUserId: number): Promise<Me['managerBindings']>
  unreadMessages(wechatUserId: number): Promise<number>
  home: readonly HomeSource[]
}

/** Most urgent first: what stops everything, what this user can do now, what others have to do first, what only informs. */
const urgency = {
  consent: 0, verifyRejected: 1, verify: 2,
  correct: 10, confirm: 11, pay: 12, bindUnit: 13, personCheck: 14, audit: 15, hrAccountPassword: 16, hrAccountRejected: 17,
  askUnit: 20, waitFiling: 21, objected: 22, verifyPending: 23,
  applicationProgress: 30, bindPhone: 31,
} as const satisfies Record<Todo['kind'], number>

export type MeService = ReturnType<typeof createMeService>

export function createMeService(platform: Platform, sources: MeSources) {
  const { cipher } = platform
  const { knex } = platform.database

  async function getMe(wechatUserId: number): Promise<Me> {
    const profile = await findProfile(knex, wechatUserId)
    if (!profile) throw problem('SESSION_EXPIRED')
    const identity = await sources.identity(knex, wechatUserId)
    return {
      id: profile.id,
      phone: profile.phone === null ? null : maskMobile(cipher.open('wechat_users.phone', profile.phone)),
      wechatLinked: profile.openid !== null,
      consents: await listConsents(knex, wechatUserId),
      identity: { state: identity.state, name: identity.name, identityNumber: identity.identityNumber, identityType: identity.identityType },
      unit: await sources.unit(knex, wechatUserId),
      managerBindings: await sources.managerBindings(knex, wechatUserId),
      unreadMessages: await sources.unreadMessages(wechatUserId),
    }
  }

  return {
    getMe,

    async getHome(user: { wechatUserId: number; identityLookup: string | null }): Promise<{ todos: Todo[] }> {
      const consents = await listConsents(knex, user.wechatUserId)
      // Before the consent nothing that is personal is looked at.
      if (!consents.some((c) => c.kind === 'privacy' && c.version === privacyVersion)) return { todos: [consentTodo] }
      const { wechatUserId, identityLookup } = user
      const profile = await findProfile(knex, wechatUserId)
      const identity = await sources.identity(knex, wechatUserId)
      const todos = [...identityTodos(identity), ...(profile?.phone === null ? [phoneTodo] : [])]
      if (identityLookup !== null) {
        for (const source of sources.home) todos.push(...(await source({ wechatUserId, identityLookup })))
      }
      return { todos: todos.sort((a, b) => urgency[a.kind] - urgency[b.kind]) }
    },
  }
}

const consentTodo: Todo = { kind: 'consent', title: '阅读并同意隐私说明', detail: '同意后才能办理实名认证、信息确认等事项', params: {} }
const phoneTodo: Todo = { kind: 'bindPhone', title: '绑定手机号', detail: '绑定后换手机、换微信也能登录同一账号', params: {} }

function identityTodos(identity: IdentitySummary): Todo[] {
  switch (identity.state) {
    case 'verified':
      return []
    case 'none':
      return [{ kind: 'verify', title: '完成实名认证', detail: '准备好身份证，约 2 分钟。认证后才能看到并确认单位为您填报的信息', params: {} }]
    case 'pending':
      return [{ kind: 'verifyPending', title: '实名认证待审核', detail: `${chinaTime(new Date(identity.submittedAt ?? 0))} 已提交，审核后会发消息通知您`, params: {} }]
    case 'rejected':
      return [{ kind: 'verifyRejected', title: '实名认证未通过', detail: `审核意见：${identity.opinion ?? ''}。请修改后重新提交，或换一种认证方式`, params: {} }]
  }
}
