import { getTodos } from '@talent/shared/contract/organization'
import type { Output } from '@talent/shared/contract/endpoint'
import { Skeleton } from 'antd'
import { lazy, Suspense } from 'react'
import { Link } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { EmptyState } from '../../ui/empty-state'
import { FormCard } from '../../ui/form-card'
import { PageHeader } from '../../ui/page-header'
import { isStartTodo, StartSteps } from './start-steps'
import styles from './home.module.css'

const AuditDesks = lazy(() => import('../audit/desk-counts').then((m) => ({ default: m.AuditDesks })))

export type Todo = Output<typeof getTodos>['items'][number]

/** R24: what waits for this account; each line leads to the list that holds it. A new institution sees its first steps. */
export function HomePage() {
  const { organization, can } = useSession()
  const todos = useEndpoint(getTodos, {})
  const items = todos.data?.items ?? []
  return (
    <>
      <PageHeader title="待办" description={organization.name} />
      <ProblemAlert error={todos.error} retry={() => void todos.refetch()} />
      <StartSteps todos={items} />
      {!todos.error && (
        <FormCard title="需要您处理的事项">{todos.data ? <Todos items={items.filter((todo) => !isStartTodo(todo))} /> : <Skeleton active={false} title={false} />}</FormCard>
      )}
      {can('trialAudit.read') && (
        <Suspense>
          <AuditDesks />
        </Suspense>
      )}
    </>
  )
}

function Todos({ items }: { items: Todo[] }) {
  const waiting = items.filter((item) => item.count > 0)
  if (waiting.length === 0) return <EmptyState title="没有待办事项" hint="考生提出异议、导入出错或有材料待审核时，会列在这里。" />
  return (
    <ul className={styles.todos}>
      {waiting.map((item) => (
        <li key={item.kind}>
          <Link to={item.href} className={styles.todo}>
            <span className={styles.count}>{item.count}</span>
            <span>
              <span className={styles.title}>{item.title}</span>
              <span className={styles.detail}>{item.detail}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
