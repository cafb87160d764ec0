import { useSession } from '../../api/session'
import { EmptyState } from '../../ui/empty-state'
import { PageHeader } from '../../ui/page-header'
import { AuditDesks } from './desk-counts'

/** P6: what lies at this level, by state. */
export function AuditHomePage() {
  const { organization } = useSession()
  return (
    <>
      <PageHeader title="试用期审核" description={`${organization.name}各审核状态的申报数量。点数字查看列表。`} />
      <AuditDesks empty={<EmptyState title="没有由本单位审核的考试" hint="省级在考试年度设置中发布由本单位所在层级审核的考试后，会列在这里。" />} />
    </>
  )
}
