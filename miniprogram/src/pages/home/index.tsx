import { getHome, type Me } from '@talent/shared/contract/wechat-session'
import { identityVerification } from '@talent/shared/domain/states/identity-verification'
import { maskName } from '@talent/shared/domain/mask'
import { View } from '@tarojs/components'
import { useMe, useSignedIn } from '../../api/use-me'
import { useQuery } from '../../api/use-query'
import { openPage } from '../../platform/navigation'
import { PrimaryButton } from '../../ui/buttons'
import { Empty } from '../../ui/empty'
import { PageShell } from '../../ui/page-shell'
import { StateTag } from '../../ui/state-tag'
import { Steps } from '../../ui/steps'
import './index.scss'
import { journeyOf, journeyTitles } from './journey'
import { TodoCard } from './todo-card'
import type { Todo } from './todo-links'

export default function Home() {
  return useSignedIn() ? <Todos /> : <Welcome />
}

function Welcome() {
  return (
    <PageShell title="首页" tab>
      <Empty title="湖北卫生人才" detail="登录后可以实名认证、核对单位为您填报的考试信息、查看审核进度。审核人在这里审核申报材料。">
        <PrimaryButton onTap={() => openPage('/pages/sign-in/index')}>去登录</PrimaryButton>
      </Empty>
    </PageShell>
  )
}

/** What waits for this user, most urgent first, and nothing else. */
function Todos() {
  const me = useMe()
  const home = useQuery(getHome, {})
  const again = async () => {
    await Promise.all([me.refetch(), home.refetch()])
  }
  return (
    <PageShell title="首页" tab query={{ ...home, refetch: again }}>
      {({ todos }) => (
        <>
          {me.status === 'ready' ? <Greeting me={me.data} todos={todos} /> : null}
          {todos.length ? (
            todos.map((todo, at) => <TodoCard key={`${todo.kind} ${JSON.stringify(todo.params)}`} todo={todo} first={at === 0} />)
          ) : (
            <Empty title="没有待办事项" detail="单位填报、审核有新进展时会显示在这里，也会发消息通知您。" />
          )}
        </>
      )}
    </PageShell>
  )
}

function Greeting({ me, todos }: { me: Me; todos: Todo[] }) {
  const { identity, unit } = me
  const step = journeyOf(me, todos)
  const look = identityVerification.looks[identity.state]
  return (
    <View className="greeting">
      <View className="greeting__line">
        <View className="greeting__name">{identity.name ? `您好，${maskName(identity.name)}` : '您好'}</View>
        <StateTag tone={look.tone}>{look.label}</StateTag>
      </View>
      {unit ? <View className="greeting__unit">{unit.name}</View> : null}
      {step === null ? null : <View className="greeting__steps"><Steps titles={journeyTitles} current={step} /></View>}
    </View>
  )
}
