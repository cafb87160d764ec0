import { CheckCircleFilled } from '@ant-design/icons'
import type { Permission } from '@talent/shared/contract/permissions'
import { Link } from 'react-router'
import { useSession } from '../../api/session'
import { FormCard } from '../../ui/form-card'
import type { Todo } from './home-page'
import styles from './home.module.css'

interface Step {
  /** The to-do that says it is not done yet. */
  kind: string
  title: string
  detail: string
  href: string
  permission: Permission
}

/** In this order, since each one needs what the step before has made. */
const steps: Step[] = [
  { kind: 'department.missing', title: '建立科室', detail: '人员须归属到科室，导入模板中的科室也以此为准', href: '/departments', permission: 'department.write' },
  { kind: 'post.mappingMissing', title: '映射岗位', detail: '至少一个岗位对应到标准岗位后，才能新增或导入人员', href: '/posts', permission: 'post.write' },
  { kind: 'person.missing', title: '录入人员', detail: '逐个新增，或用模板批量导入', href: '/people', permission: 'person.write' },
]

export const isStartTodo = (todo: Todo): boolean => steps.some((step) => step.kind === todo.kind)

/** The first steps of an institution, until all of them are done. */
export function StartSteps({ todos }: { todos: Todo[] }) {
  const { can } = useSession()
  const open = todos.filter((todo) => isStartTodo(todo) && todo.count > 0).map((todo) => todo.kind)
  if (open.length === 0) return null
  const shown = steps.filter((step) => can(step.permission))
  const next = shown.find((step) => open.includes(step.kind))
  return (
    <FormCard title="开始使用" description="请按顺序完成以下准备，之后就可以填报试用期。">
      <ol className={styles.steps}>
        {shown.map((step, index) => {
          const done = !open.includes(step.kind)
          return (
            <li key={step.kind} className={step === next ? styles.nextStep : undefined}>
              <Link to={step.href} className={styles.todo} aria-current={step === next ? 'step' : undefined}>
                <span className={styles.count}>{done ? <CheckCircleFilled aria-label="已完成" className={styles.done} /> : index + 1}</span>
                <span>
                  <span className={styles.title}>{step.title}</span>
                  <span className={styles.detail}>{step.detail}</span>
                </span>
              </Link>
            </li>
          )
        })}
      </ol>
    </FormCard>
  )
}
