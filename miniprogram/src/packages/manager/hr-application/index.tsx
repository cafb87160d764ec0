import { getMyHrApplication, getMyHrProof, type HrApplication } from '@talent/shared/contract/hr-accounts'
import { registration } from '@talent/shared/domain/states/registration'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useQuery } from '../../../api/use-query'
import { openPage, pageParam } from '../../../platform/navigation'
import { managerPaths } from '../../../platform/page-paths'
import { chinaTime } from '../../../platform/time'
import { SecondaryButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { StateTag } from '../../../ui/state-tag'
import { Timeline, type TimelineItem } from '../../../ui/timeline'
import { RemotePicture } from '../../../ui/zoom-image'
import { UnitRows } from '../hr-account/unit-step'
import './hr-application.scss'
import { PasswordCard } from './password-card'
import { Resubmission } from './resubmission'

/** One application: how far it is, what to mend, and in the end the account. */
export default function HrApplicationPage() {
  const [id] = useState(() => Number(pageParam('hrApplicationId')) || 0)
  const query = useQuery(getMyHrApplication, { hrApplicationId: id })
  return (
    <PageShell title="人事账号申请" query={query} skeleton="detail">
      {(application) => (
        <>
          {application.state === 'pending' ? <Notice tone="wait">正在等待主管单位审核，结果会在“消息”中通知您。</Notice> : null}
          {application.state === 'rejected' ? <Notice tone="stop">{`申请被驳回：${application.opinion ?? ''}`}</Notice> : null}
          {application.state === 'accepted' ? <PasswordCard application={application} onGone={query.refetch} /> : null}
          <Section title="申请的单位" aside={<StateTag tone={registration.looks[application.state].tone}>{registration.looks[application.state].label}</StateTag>}>
            <UnitRows unit={application.unit} />
          </Section>
          {application.state === 'rejected' ? <Resubmission key={application.version} application={application} onDone={query.replace} /> : <Proofs application={application} />}
          <Section title="进度">
            <Timeline items={progressOf(application)} />
          </Section>
          {application.state === 'accepted' ? <SecondaryButton onTap={() => openPage(managerPaths.hrAccount)}>再次申请</SecondaryButton> : null}
        </>
      )}
    </PageShell>
  )
}

function Proofs({ application: { id, proofs } }: { application: HrApplication }) {
  return (
    <Section title="已提交的申请表">
      <View className="hr-application__proofs">
        {proofs.map(({ proofId, kind }, index) =>
          kind === 'picture' ? (
            <RemotePicture key={proofId} endpoint={getMyHrProof} args={{ hrApplicationId: id, proofId }} label={`第 ${index + 1} 张`} />
          ) : (
            <View key={proofId} className="hr-application__document">{`第 ${index + 1} 个文件（PDF）`}</View>
          ),
        )}
      </View>
    </Section>
  )
}

function progressOf({ state, submittedAt, decidedAt, opinion }: HrApplication): TimelineItem[] {
  const submitted: TimelineItem = { title: '提交申请', tone: 'ok', time: chinaTime(submittedAt) }
  if (state === 'pending') return [submitted, { title: '主管单位审核中', tone: 'wait' }]
  return [submitted, { title: state === 'accepted' ? '审核通过' : '审核驳回', tone: state === 'accepted' ? 'ok' : 'stop', time: decidedAt && chinaTime(decidedAt), remark: opinion }]
}
