import { useSession } from '../../api/session'
import { PageHeader } from '../../ui/page-header'
import { AuditDesks } from './desk-counts'

/** P6: what lies at this level, by state. */
export function AuditHomePage() {
  const { organization } = useSession()
  return (
    <>
      <PageHeader title="试用期审核" description={`${organization.name}各审核状态的申报数量。点数字查看列表。`} help={help} />
      <AuditDesks />
    </>
  )
}

const help = (
  <>
    <p>考生在小程序中核对并确认单位的填报后，申报材料先到单位审核，再依次到县（区）、市（州）、省。</p>
    <p>暂不审核：有疑问先标记，以后再审。允许修改：由单位更正、考生再次确认后回到本级。审核不通过：本年度内不能再审核。</p>
  </>
)
