import { TransportProblem } from '@talent/shared/client'
import type { ProblemCode } from '@talent/shared/errors'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { type CSSProperties, type ReactNode, useEffect } from 'react'
import { type CallProblem, isSignInNeeded } from '../api/problem-text'
import { useSessionLost } from '../api/use-me'
import type { QueryResult } from '../api/use-query'
import { goBack, openPage, openTab, useOpenedDirectly } from '../platform/navigation'
import { candidatePaths } from '../platform/page-paths'
import { useShareCard } from '../platform/share'
import { isWeapp } from '../platform/target'
import { useTextScale } from '../platform/text-scale'
import { decoration, heading, tappable } from './a11y'
import { LinkButton, PrimaryButton } from './buttons'
import { Empty, type EmptyProps } from './empty'
import { LostSession } from './lost-session'
import { Notice } from './notice'
import './page-shell.scss'
import { Skeleton } from './skeleton'
import { Unreachable } from './unreachable'

interface Frame {
  title: string
  /** One of the four tab pages: no way back. */
  tab?: boolean
  /** Where one signs in: it does not ask for it. */
  signsIn?: boolean
}

interface Plain extends Frame {
  query?: undefined
  children: ReactNode
  /** Stays at the bottom: one primary button, at most one secondary. */
  footer?: ReactNode
}

interface Loaded<T> extends Frame {
  /** While it loads there is a skeleton; a failure shows its words and a retry, or the way to sign in. */
  query: QueryResult<T>
  children: (data: T) => ReactNode
  footer?: (data: T) => ReactNode
  /** Why there is nothing and what next; null when there is something. */
  empty?: (data: T) => EmptyProps | null
  skeleton?: 'list' | 'detail'
}

/**
 * The frame of every page: title, way back (in the browser), loading, error, empty, sign-in, safe area, larger text.
 * `<PageShell title="信息确认" query={filing} footer={(f) => <PrimaryButton …/>}>{(f) => …}</PageShell>`
 */
export function PageShell<T>(props: Plain | Loaded<T>) {
  const { title, tab = false, signsIn = false } = props
  const scale = useTextScale()
  useEffect(() => {
    void Taro.setNavigationBarTitle({ title })
  }, [title])
  useShareCard()
  const alone = useOpenedDirectly() && !tab
  const { body, footer } = content(props)
  return (
    <View className={`shell${tab ? ' shell--tab' : ''}`} style={{ '--text-scale': String(scale) } as CSSProperties}>
      {isWeapp ? null : <Bar title={title} tab={tab} alone={alone} />}
      {isWeapp && alone ? <View className="shell__home"><LinkButton onTap={goHome}>‹ 首页</LinkButton></View> : null}
      <View className="shell__body">
        {/* A page that could not be loaded leads to the sign-in by itself, and so do the tabs. */}
        {tab || signsIn || props.query?.status === 'error' ? null : <LostSession />}
        {body}
      </View>
      {footer ? (
        <View>
          <View className="shell__room" />
          <View className="shell__footer">{footer}</View>
        </View>
      ) : null}
    </View>
  )
}

const goHome = () => openTab('/pages/home/index')

/** The browser has no navigation bar of its own. A page opened from a shared address leads to the first page. */
function Bar({ title, tab, alone }: Frame & { alone: boolean }) {
  return (
    <View className="shell__bar">
      {tab ? null : (
        <View className="shell__back" {...tappable({ role: 'button', label: alone ? '首页' : '返回', onTap: goBack })}>
          <View className="shell__arrow" {...decoration} />
          {alone ? <View>首页</View> : null}
        </View>
      )}
      <View className="shell__title" {...heading(1)}>{title}</View>
    </View>
  )
}

function content<T>(props: Plain | Loaded<T>): { body: ReactNode; footer: ReactNode } {
  if (props.query === undefined) return { body: props.children, footer: props.footer ?? null }
  const { query, children, footer, empty, skeleton = 'list' } = props
  if (query.status === 'loading') return { body: <Skeleton kind={skeleton} />, footer: null }
  if (query.status === 'error') return { body: <Failure problem={query.problem} onRetry={query.refetch} />, footer: null }
  const nothing = empty?.(query.data) ?? null
  return {
    body: (
      <>
        {query.stale ? (
          <Notice tone="wait" action={{ text: '重试', onTap: query.refetch }}>{`${query.stale.message}。下面是上次的内容。`}</Notice>
        ) : null}
        {nothing ? <Empty {...nothing} /> : children(query.data)}
      </>
    ),
    footer: nothing ? null : (footer?.(query.data) ?? null),
  }
}

interface FirstDeed {
  title: string
  detail: string
  button: string
  url: string
  params?: Record<string, string>
}

/** What has to be done before the page opens. Trying again would not help. */
const firstDeeds: Partial<Record<ProblemCode, FirstDeed>> = {
  IDENTITY_REQUIRED: { title: '实名认证后查看', detail: '这里是您本人的考试信息，须先通过实名认证。', button: '查看实名认证', url: candidatePaths.identity },
  PHONE_REQUIRED: { title: '绑定手机号后查看', detail: '审核结果也会用短信告诉您。', button: '绑定手机号', url: '/pages/sign-in/index', params: { step: 'bindPhone' } },
  CONSENT_REQUIRED: { title: '同意隐私说明后查看', detail: '请先阅读我们怎样使用和保护您的信息。', button: '阅读隐私说明', url: candidatePaths.privacy, params: { agree: '1' } },
}

/** A failure says what happened and what to try. */
export function Failure({ problem, onRetry }: { problem: CallProblem; onRetry: () => unknown }) {
  if (isSignInNeeded(problem)) return <SignInFirst />
  if (problem instanceof TransportProblem) return <Unreachable problem={problem} onRetry={onRetry} />
  const before = firstDeeds[problem.code]
  if (before) {
    return (
      <Empty title={before.title} detail={before.detail}>
        <PrimaryButton onTap={() => openPage(before.url, before.params)}>{before.button}</PrimaryButton>
      </Empty>
    )
  }
  // A message or a shared address may lead to what is over. Trying again would not bring it back.
  if (problem.code === 'NOT_FOUND') {
    return (
      <Empty title="这里已没有内容" detail={`${problem.message}。要办的事都在首页。`}>
        <PrimaryButton onTap={goHome}>回到首页</PrimaryButton>
      </Empty>
    )
  }
  return (
    <Empty title="暂时打不开" detail={problem.message}>
      <PrimaryButton onTap={onRetry}>重试</PrimaryButton>
    </Empty>
  )
}

/** Who was at work here finds it again; whoever only comes by is told why there is nothing to see. */
function SignInFirst() {
  const words = useSessionLost()
    ? { title: '登录已过期', detail: '已填写的内容还在，重新登录后回到这里，可以接着办理。' }
    : { title: '登录后查看', detail: '此页面含您的个人信息，请先登录。' }
  return (
    <Empty {...words}>
      <PrimaryButton onTap={() => openPage('/pages/sign-in/index')}>去登录</PrimaryButton>
    </Empty>
  )
}
