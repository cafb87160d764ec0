import { Problem } from '@talent/shared/errors'
import type { CallProblem } from '../../api/problem-text'
import { openTab } from '../../platform/navigation'
import { PrimaryButton } from '../../ui/buttons'
import { Empty } from '../../ui/empty'
import { PageShell } from '../../ui/page-shell'

export const isEndedRight = (problem: CallProblem | null): boolean => problem instanceof Problem && problem.code === 'BINDING_ENDED'

/** Whoever held the business reads that the right has ended, when and by whom; nothing of a candidate is shown any more. */
export const EndedRight = ({ title, problem }: { title: string; problem: CallProblem }) => (
  <PageShell title={title}>
    <Empty title="业务授权已结束" detail={`${problem.message}。您作出的审核都保留。如有疑问，请联系该单位的机构管理员。`}>
      <PrimaryButton onTap={() => openTab('/pages/manage/index')}>返回管理</PrimaryButton>
    </Empty>
  </PageShell>
)
