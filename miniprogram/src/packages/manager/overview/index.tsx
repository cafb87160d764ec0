import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'

export default function ManagerOverview() {
  return (
    <PageShell title="管理">
      <Notice tone="neutral">此页面的内容正在接入</Notice>
    </PageShell>
  )
}
