import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'

export default function AuditOverview() {
  return (
    <PageShell title="审核">
      <Notice tone="neutral">此页面的内容正在接入</Notice>
    </PageShell>
  )
}
