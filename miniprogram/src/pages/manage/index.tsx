import { useMe } from '../../api/use-me'
import { Notice } from '../../ui/notice'
import { PageShell } from '../../ui/page-shell'

export default function Manage() {
  const me = useMe()
  return (
    <PageShell title="管理" tab query={me}>
      {() => <Notice tone="neutral">此页面的内容正在接入</Notice>}
    </PageShell>
  )
}
