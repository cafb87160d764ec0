import { finishManagerSignIn, getManagerSignIn, openManagerSignIn } from '@talent/shared/contract/manager-sign-in'
import type { SessionInfo } from '@talent/shared/contract/session'
import { groupCode, webSignInMinutes } from '@talent/shared/domain/codes'
import { Button, QRCode, Skeleton } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import { useOpened } from '../../api/use-opened'
import styles from './session.module.css'

interface ScanProps {
  onSignedIn: (info: SessionInfo) => void
}

/** P6: a bound business manager signs in by the mini-program. Shows the code, waits for the phone, goes on by itself. */
export function ScanSignIn({ onSignedIn }: ScanProps) {
  const { data, error, again } = useOpened(openManagerSignIn, {})
  return (
    <>
      <ProblemAlert error={error} retry={again} />
      {data ? (
        <Waiting key={data.signInId} request={data} again={again} onSignedIn={onSignedIn} />
      ) : (
        !error && <Skeleton.Node active={false} className={styles.scanWaiting} />
      )}
    </>
  )
}

const words = {
  waiting: `请用微信扫描二维码，或在小程序“管理”中点“扫码登录网页审核”。${webSignInMinutes} 分钟内有效，只能用一次。`,
  scanned: '已扫描，请在手机上核对并确认登录。',
  confirmed: '手机已确认，正在进入。',
  refused: '手机上已拒绝登录。',
  expired: '二维码已失效，请刷新后重新扫描。',
}

interface WaitingProps extends ScanProps {
  request: { signInId: number; code: string; url: string }
  again: () => void
}

function Waiting({ request: { signInId, code, url }, again, onSignedIn }: WaitingProps) {
  const finish = useEndpointMutation(finishManagerSignIn, { onSuccess: onSignedIn })
  const [over, setOver] = useState(false)
  const progress = useEndpoint(getManagerSignIn, { signInId }, { everyMs: over ? false : 2000 })
  const state = progress.data?.state ?? 'waiting'
  // Nothing moves any more once the phone has answered.
  useEffect(() => setOver(state === 'confirmed' || state === 'refused' || state === 'expired'), [state])
  const finished = useRef(false)
  const { mutate } = finish
  useEffect(() => {
    if (state !== 'confirmed' || finished.current) return
    finished.current = true
    mutate({ signInId })
  }, [state, mutate, signInId])
  const dead = state === 'refused' || state === 'expired'
  return (
    <div className={styles.scan}>
      <QRCode value={url} size={200} type="svg" bordered={false} status={dead ? 'expired' : state === 'waiting' ? 'active' : 'scanned'} onRefresh={again} aria-label="登录二维码" />
      <p role="status">{words[state]}</p>
      {state === 'waiting' && (
        <p className={styles.scanCode}>
          不能扫描时，在小程序中输入登录码 <strong>{groupCode(code)}</strong>
        </p>
      )}
      {dead && <Button onClick={again}>刷新二维码</Button>}
      <ProblemAlert error={progress.error} retry={() => void progress.refetch()} />
      <ProblemAlert error={finish.error} retry={again} />
    </div>
  )
}
