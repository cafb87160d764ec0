import { openTab } from '../../platform/navigation'
import { PrimaryButton } from '../../ui/buttons'
import { Empty } from '../../ui/empty'
import { PageShell } from '../../ui/page-shell'

/** The address names no business. */
export const ChooseBusiness = ({ title }: { title: string }) => (
  <PageShell title={title}>
    <Empty title="请先选择业务" detail="在“管理”中选择要办理的单位和业务。">
      <PrimaryButton onTap={() => openTab('/pages/manage/index')}>去管理</PrimaryButton>
    </Empty>
  </PageShell>
)
