import { useSignedIn, useMe } from '../../api/use-me'
import { setElderMode, useElderMode } from '../../platform/elder-mode'
import { openPage } from '../../platform/navigation'
import { PrimaryButton } from '../../ui/buttons'
import { ListRow, Section } from '../../ui/card'
import { SwitchRow } from '../../ui/check-row'
import { Empty } from '../../ui/empty'
import { PageShell } from '../../ui/page-shell'
import { accountPaths, candidatePaths } from '../../platform/page-paths'
import { AccountSections } from './account-sections'
import { SignOut } from './sign-out'

export default function MePage() {
  return useSignedIn() ? <Account /> : <SignedOut />
}

function SignedOut() {
  return (
    <PageShell title="我的" tab>
      <Empty title="还没有登录" detail="登录后可以查看认证状态、单位和申报。">
        <PrimaryButton onTap={() => openPage('/pages/sign-in/index')}>去登录</PrimaryButton>
      </Empty>
      <Settings />
    </PageShell>
  )
}

function Account() {
  const me = useMe()
  return (
    <PageShell title="我的" tab query={me}>
      {(data) => (
        <>
          <AccountSections me={data} />
          <Settings />
          <Section title="我的数据">
            <ListRow title="导出我的信息" detail="下载本系统保存的关于您的全部信息" onTap={() => openPage(accountPaths.dataExport)} />
            <ListRow title="注销账号" detail="删除账号和身份信息" onTap={() => openPage(accountPaths.cancellation)} />
          </Section>
          <SignOut />
        </>
      )}
    </PageShell>
  )
}

function Settings() {
  const elder = useElderMode()
  return (
    <Section title="设置与说明">
      <SwitchRow label="大字模式" detail="所有页面的文字放大" on={elder} onChange={setElderMode} />
      <ListRow title="隐私说明" onTap={() => openPage(candidatePaths.privacy)} />
    </Section>
  )
}
