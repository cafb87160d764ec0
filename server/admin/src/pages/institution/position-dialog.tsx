import { getPositionRequest, openPositionRequest } from '@talent/shared/contract/institution'
import { groupCode } from '@talent/shared/domain/codes'
import type { Position } from '@talent/shared/domain/position'
import { App, Button, Modal, QRCode, Skeleton } from 'antd'
import { useEffect } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpoint } from '../../api/use-endpoint'
import { useOpened } from '../../api/use-opened'
import styles from './institution.module.css'

interface PositionDialogProps {
  of: string
  onReceived: (position: Position) => void
  onClose: () => void
}

/** Shows the code, waits for the phone and closes by itself. */
export function PositionDialog({ of, onReceived, onClose }: PositionDialogProps) {
  const { data, error, again } = useOpened(openPositionRequest, {})
  return (
    <Modal open title={`用手机获取${of}经纬度`} width={480} footer={<Button onClick={onClose}>取消</Button>} onCancel={onClose}>
      <ProblemAlert error={error} retry={again} />
      {data ? <Waiting key={data.requestId} request={data} again={again} onReceived={onReceived} /> : !error && <Skeleton active={false} paragraph={{ rows: 6 }} />}
    </Modal>
  )
}

interface WaitingProps {
  request: { requestId: number; code: string; url: string }
  again: () => void
  onReceived: (position: Position) => void
}

function Waiting({ request, again, onReceived }: WaitingProps) {
  const { message } = App.useApp()
  const result = useEndpoint(getPositionRequest, { requestId: request.requestId }, { everyMs: 2000 })
  const state = result.data?.state ?? 'waiting'
  const position = result.data?.position ?? null
  useEffect(() => {
    if (!position) return
    const { longitude, latitude, datum, accuracy } = position
    void message.success(accuracy === null ? '已收到手机的位置，请核对后保存' : `已收到手机的位置（误差约 ${Math.round(accuracy)} 米），请核对后保存`)
    onReceived({ longitude, latitude, datum })
  }, [position, message, onReceived])
  return (
    <div className={styles.waiting}>
      <QRCode value={request.url} size={200} type="svg" bordered={false} status={state === 'expired' ? 'expired' : 'active'} onRefresh={again} aria-label="定位二维码" />
      <ol className={styles.steps}>
        <li>请到机构所在地，用微信扫描二维码，或在小程序“管理”中选择“发送机构位置”并输入定位码 <strong className={styles.code}>{groupCode(request.code)}</strong>。</li>
        <li>在手机上核对位置后点“发送位置”。</li>
        <li>本页会自动填入经纬度，核对后保存。</li>
      </ol>
      <p className={styles.note} role="status">
        {state === 'expired' ? '二维码已超过 10 分钟，请点击刷新。' : '等待手机发送位置，二维码 10 分钟内有效，只能用一次。'}
      </p>
      <ProblemAlert error={result.error} retry={() => void result.refetch()} />
    </div>
  )
}
