import { useMe } from '../../api/use-me'
import { Notice } from '../../ui/notice'
import { PageShell } from '../../ui/page-shell'

export default function Home() {
  const me = useMe()
  return (
    <PageShell title="首页" tab query={me}>
      {() => <Notice tone="neutral">此页面的内容正在接入</Notice>}
    </PageShell>
  )
}
