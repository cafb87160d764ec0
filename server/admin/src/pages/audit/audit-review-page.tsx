import type { AuditDetail } from '@talent/shared/contract/audit'
import { detachAtDesk, getDeskApplication, getDeskCounts, listAuditDesks, searchDesk } from '@talent/shared/contract/audit-desk'
import { canDecide, lockedReason } from '@talent/shared/domain/audit-decision'
import { review } from '@talent/shared/domain/states/application'
import { payment } from '@talent/shared/domain/states/payment'
import { Alert, App, Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useLocation, useParams } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { problemText } from '../../api/problem-text'
import { useSession } from '../../api/session'
import { useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import { useConfirmWithReason } from '../../ui/confirm'
import { FormCard } from '../../ui/form-card'
import { KeyHints } from '../../ui/key-hints'
import { PageHeader } from '../../ui/page-header'
import { PhotoViewer } from '../../ui/photo-viewer'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { useReviewKeys } from '../../ui/use-review-keys'
import { AuditDecision } from './audit-decision'
import styles from './audit.module.css'
import { FiledSections } from './filed-sections'
import { ReviewSide } from './review-side'
import { useFileQueue, type FileQueue } from './use-file-queue'
import { useFiledPictures } from './use-filed-pictures'

/** 材料审核详情 (P6): navigation and progress at the left, what was confirmed in the middle, the decision at the right. */
export function AuditReviewPage() {
  const { businessCode = '', applicationId: id } = useParams()
  const applicationId = Number(id)
  const { search } = useLocation()
  const detail = useEndpoint(getDeskApplication, { businessCode, applicationId })
  if (!detail.data) {
    return (
      <>
        <PageHeader title="材料审核详情" back={{ to: `/audit/${businessCode}${search}`, label: '材料审核列表' }} />
        {detail.error ? <ProblemAlert error={detail.error} retry={() => void detail.refetch()} /> : <Skeleton active={false} paragraph={{ rows: 10 }} />}
      </>
    )
  }
  return <OneFile key={applicationId} businessCode={businessCode} detail={detail.data} refetch={() => void detail.refetch()} />
}

interface FileProps {
  businessCode: string
  detail: AuditDetail
  refetch: () => void
}

function OneFile({ businessCode, detail, refetch }: FileProps) {
  const { can } = useSession()
  const queue = useFileQueue({ businessCode, applicationId: detail.id, nextId: detail.nextId })
  const pictures = useFiledPictures(businessCode, detail)
  const [overtaken, setOvertaken] = useState<string | null>(null)
  const mayDecide = can('trialAudit.write')
  useReviewKeys({ ...pictures.keys, ArrowUp: queue.previous, ArrowDown: queue.next })
  const { label, tone } = review.looks[detail.reviewState]
  return (
    <>
      <PageHeader
        title={detail.name}
        back={{ to: queue.list, label: '材料审核列表' }}
        tags={
          <>
            <StateTag tone={tone}>{label}</StateTag>
            {detail.paymentState !== 'notRequired' && <StateTag tone={payment.looks[detail.paymentState].tone}>{payment.looks[detail.paymentState].label}</StateTag>}
          </>
        }
        description={`${detail.institutionName} · ${detail.examYear} 年度 · ${timeText(detail.submittedAt)} 提交${detail.submissionCode ? ` · 提交编码 ${detail.submissionCode}` : ''}`}
        actions={<FileActions businessCode={businessCode} detail={detail} queue={queue} mayDetach={mayDecide && detail.mayDetach} refetch={refetch} />}
      />
      {overtaken && <Alert type="warning" showIcon title={overtaken} style={{ marginBottom: 16 }} />}
      <div className={styles.review}>
        <div className={styles.side}>
          <ReviewSide detail={detail} />
        </div>
        <div>
          {pictures.viewer && (
            <div className={styles.viewer}>
              <PhotoViewer {...pictures.viewer} />
            </div>
          )}
          <FiledSections businessCode={businessCode} detail={detail} shown={pictures.shown} onShow={pictures.show} />
        </div>
        <div className={styles.decision}>
          {mayDecide && canDecide(detail) ? (
            <AuditDecision
              key={detail.version}
              businessCode={businessCode}
              detail={detail}
              onDecided={queue.leave}
              onOvertaken={(words) => {
                setOvertaken(words)
                refetch()
              }}
            />
          ) : (
            <Locked detail={detail} mayDecide={mayDecide} />
          )}
        </div>
      </div>
    </>
  )
}

function Locked({ detail, mayDecide }: { detail: AuditDetail; mayDecide: boolean }) {
  const { lastDecision, detached } = detail
  const reason = lockedReason(detail)
  return (
    <FormCard title="审核">
      <p>{reason ?? (mayDecide ? '' : '您的角色只能查看，不能审核。')}</p>
      {lastDecision && <p className={styles.small}>{`${lastDecision.reviewerName} ${timeText(lastDecision.decidedAt)} 审核：${lastDecision.label}`}</p>}
      {detached && <p className={styles.small}>{`${detached.by} ${timeText(detached.at)} 从单位移除${detached.reason ? `：${detached.reason}` : ''}`}</p>}
      <KeyHints hints={[[['↑', '↓'], '上一份、下一份']]} />
    </FormCard>
  )
}

function FileActions({ businessCode, detail, queue, mayDetach, refetch }: FileProps & { queue: FileQueue; mayDetach: boolean }) {
  return (
    <>
      {queue.place && <span className={styles.place}>{queue.place}</span>}
      <Button disabled={!queue.previous} onClick={queue.previous}>
        上一份
      </Button>
      <Button disabled={!queue.next} onClick={queue.next}>
        下一份
      </Button>
      {mayDetach && <DetachButton businessCode={businessCode} detail={detail} onDetached={queue.leave} onRefused={refetch} />}
    </>
  )
}

interface DetachProps {
  businessCode: string
  detail: AuditDetail
  onDetached: (nextId: number | null) => void
  onRefused: () => void
}

/** 从单位移除 says what comes of it before it is done. */
function DetachButton({ businessCode, detail, onDetached, onRefused }: DetachProps) {
  const { message } = App.useApp()
  const confirm = useConfirmWithReason()
  const detach = useEndpointMutation(detachAtDesk, { refreshes: [searchDesk, getDeskCounts, listAuditDesks] })
  const run = async () => {
    const reason = await confirm({
      title: `将${detail.name}从${detail.institutionName}移除？`,
      content: (
        <ul>
          <li>考生与本单位的绑定解除，可以绑定新单位。</li>
          <li>申报退回未提交；新单位重新填报、考生确认后，从新单位开始审核。</li>
          <li>已有的审核记录、实习进度和缴费都保留，本单位仍可查阅。</li>
          <li>移除后不能撤回。</li>
        </ul>
      ),
      action: '从单位移除', danger: true, label: '移除原因（考生会看到）', maxLength: 200,
    })
    if (reason === null) return
    detach.mutate(
      { businessCode, applicationId: detail.id, reason, version: detail.version },
      {
        onSuccess: ({ nextId }) => {
          void message.success(`已从单位移除：${detail.name}`)
          onDetached(nextId)
        },
        onError: (error) => {
          void message.error(problemText(error))
          onRefused()
        },
      },
    )
  }
  return (
    <Button danger loading={detach.isPending} onClick={() => void run()}>
      从单位移除
    </Button>
  )
}
