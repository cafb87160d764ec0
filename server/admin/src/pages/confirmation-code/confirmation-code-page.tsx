import { getConfirmationCode, rotateConfirmationCode, type ConfirmationCode } from '@talent/shared/contract/authorization'
import { groupCode } from '@talent/shared/domain/codes'
import { App, Button, QRCode, Skeleton } from 'antd'
import type { z } from '@talent/shared/zod'
import { Link } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'
import { CopyButton } from '../../ui/copy-button'
import { FormCard } from '../../ui/form-card'
import { PageHeader } from '../../ui/page-header'
import { timeText } from '../../ui/time-text'
import styles from './confirmation-code.module.css'

/** P6: the code by which candidates bind themselves to this institution. */
export function ConfirmationCodePage() {
  const { organization } = useSession()
  const code = useEndpoint(getConfirmationCode, {})
  return (
    <>
      <PageHeader title="本单位确认码" description="把确认码告知本单位的考生。考生在小程序“我的单位”中输入或扫描，即可与本单位的人员档案对应。" />
      <FormCard title={organization.name}>
        <ProblemAlert error={code.error} retry={() => void code.refetch()} />
        {code.data ? <Code code={code.data} /> : !code.error && <Skeleton active={false} paragraph={{ rows: 5 }} />}
      </FormCard>
      <FormCard title="考生怎样使用">
        <ol className={styles.steps}>
          <li>在微信中打开小程序“湖北卫生人才”，登录并完成实名认证。</li>
          <li>进入“我的单位”，输入确认码，或扫描上面的二维码。</li>
          <li>系统按证件号找到本单位的人员档案；未找到时，请先在“人员信息管理”中录入该人员并核对证件号。</li>
        </ol>
        <p className={styles.note}>证件号只在一个单位在岗的考生，实名认证后会自动对应，不需要确认码。</p>
      </FormCard>
    </>
  )
}

function Code({ code }: { code: z.output<typeof ConfirmationCode> }) {
  const { can } = useSession()
  const { rotate, error, isPending } = useRotation(code.boundCandidates)
  return (
    <>
      <ProblemAlert error={error} />
      <div className={styles.layout}>
        <figure className={styles.qr}>
          <QRCode value={code.code} size={200} type="svg" bordered={false} aria-label={`确认码 ${code.code} 的二维码`} />
          <figcaption>在小程序“我的单位”中扫描</figcaption>
        </figure>
        <div className={styles.side}>
          <p className={styles.code}>{groupCode(code.code)}</p>
          <div className={styles.buttons}>
            <CopyButton text={code.code} label="复制确认码" />
            {can('confirmationCode.write') && (
              <Button loading={isPending} onClick={() => void rotate()}>
                更换确认码
              </Button>
            )}
          </div>
          <dl className={styles.facts}>
            <div>
              <dt>已绑定考生</dt>
              <dd>{code.boundCandidates} 人</dd>
            </div>
            <div>
              <dt>生成时间</dt>
              <dd>{timeText(code.createdAt)}</dd>
            </div>
          </dl>
          <p className={styles.note}>
            确认码若传到本单位以外，请更换。谁在什么时候更换过，可在{can('operationLog.read') ? <Link to="/operation-log">登录与操作日志</Link> : '操作日志'}中查看。
          </p>
        </div>
      </div>
    </>
  )
}

function useRotation(boundCandidates: number) {
  const confirm = useConfirm()
  const { message } = App.useApp()
  const { mutate, error, isPending } = useEndpointMutation(rotateConfirmationCode, {
    refreshes: [getConfirmationCode],
    onSuccess: () => void message.success('确认码已更换，原确认码已失效'),
  })
  const rotate = async () => {
    const kept = boundCandidates > 0 ? `已绑定的 ${boundCandidates} 名考生不受影响；` : ''
    const sure = await confirm({
      title: '更换本单位确认码？',
      content: `更换后原确认码立即失效，张贴或转发过的都不能再用。${kept}尚未绑定的考生须使用新的确认码。`,
      action: '更换',
      danger: true,
    })
    if (sure) mutate({})
  }
  return { rotate, error, isPending }
}
