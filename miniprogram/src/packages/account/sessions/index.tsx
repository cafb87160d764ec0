import { endMyOtherSessions, endMySession, listMySessions, type MySession } from '@talent/shared/contract/my-account'
import { useState } from 'react'
import type { CallProblem } from '../../../api/problem-text'
import { useMutation } from '../../../api/use-mutation'
import { useQuery } from '../../../api/use-query'
import { ask, say } from '../../../platform/dialogs'
import { chinaTime } from '../../../platform/time'
import { LinkButton, SecondaryButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { StateTag } from '../../../ui/state-tag'

const one = { title: '退出这台设备', content: '那台设备需要重新登录才能继续使用。', confirmText: '退出' }
const others = { title: '退出其他设备', content: '除这台设备外都要重新登录。手机丢失或借给过别人时请使用。', confirmText: '全部退出' }

/** Where one is signed in; each can be ended, or all but this one. */
export default function Sessions() {
  const sessions = useQuery(listMySessions, {})
  const end = useMutation(endMySession)
  const endOthers = useMutation(endMyOtherSessions)
  const [failure, setFailure] = useState<CallProblem | null>(null)

  const settle = async (outcome: { ok: true } | { ok: false; problem: CallProblem }, done: string) => {
    setFailure(outcome.ok ? null : outcome.problem)
    if (outcome.ok) say(done)
    await sessions.refetch()
  }
  const endOne = async ({ id }: MySession) => {
    if (await ask(one)) await settle(await end.send({ sessionId: id }), '那台设备已退出')
  }
  const endRest = async () => {
    if (await ask(others)) await settle(await endOthers.send({}), '其他设备已全部退出')
  }
  return (
    <PageShell
      title="登录设备"
      query={sessions}
      footer={({ items }) => (items.some((session) => !session.current) ? <SecondaryButton tone="stop" onTap={endRest}>退出其他设备</SecondaryButton> : null)}
    >
      {({ items }) => (
        <>
          {failure ? <Notice tone="stop">{failure.message}</Notice> : null}
          {items.length === 1 ? <Notice tone="ok">只有这台设备登录着您的账号。</Notice> : <Notice tone="ask">有不认识的设备时，请退出它，再更换手机号。</Notice>}
          {items.map((session) => (
            <Section
              key={session.id}
              title={session.device ?? '未知设备'}
              aside={session.current ? <StateTag tone="ok">这台设备</StateTag> : <LinkButton tone="stop" label={`退出${session.device ?? '未知设备'}，${chinaTime(session.signedInAt)} 登录`} onTap={() => endOne(session)}>退出</LinkButton>}
            >
              {session.desk ? <FieldRow label="网页审核" value={`${session.desk.organizationName} · ${session.desk.businessName}`} /> : null}
              <FieldRow label="登录时间" value={chinaTime(session.signedInAt)} />
              <FieldRow label="最近使用" value={session.current ? '现在' : chinaTime(session.lastSeenAt)} />
              <FieldRow label="网络地址" value={session.source} />
            </Section>
          ))}
        </>
      )}
    </PageShell>
  )
}
