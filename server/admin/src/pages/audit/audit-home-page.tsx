import { useSession } from '../../api/session'
import { PageHeader } from '../../ui/page-header'
import { AuditDesks } from './desk-counts'

/** P6: what lies at this level, by state. */
export function AuditHomePage() {
  const { organization } = useSession()
  return (
    <>
      <PageHeader title="试用期审核" description={`${organization.name}各审核状态的申报数量。点数字查看列表。`} />
      <AuditDesks />
    </>
  )
}
