import { getCheckReview, revealCheckReview } from '@talent/shared/contract/person-checks'
import type { Output } from '@talent/shared/contract/endpoint'
import { labelOf } from '@talent/shared/dictionaries/index'
import { checkPurposeLabels, identificationLabels } from '@talent/shared/domain/check-subject'
import { manualCheck } from '@talent/shared/domain/states/manual-check'
import { Skeleton } from 'antd'
import { useParams } from 'react-router'
import { client } from '../../api/client'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { Fact, Facts } from '../../ui/facts'
import { FormCard } from '../../ui/form-card'
import { MaskedValue } from '../../ui/masked-value'
import { PageHeader } from '../../ui/page-header'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { CheckDecision } from './check-decision'
import styles from './person-checks.module.css'

export type Check = Output<typeof getCheckReview>

const back = { to: '/person-checks', label: '人工核验' }

/** One request: who it is, what for and why at the left, the decision at the right. */
export function PersonCheckPage() {
  const checkId = Number(useParams().checkId)
  const check = useEndpoint(getCheckReview, { checkId })
  if (!check.data) {
    return (
      <>
        <PageHeader title="人工核验" back={back} />
        {check.error ? <ProblemAlert error={check.error} retry={() => void check.refetch()} /> : <Skeleton active={false} paragraph={{ rows: 8 }} />}
      </>
    )
  }
  return <OneCheck key={checkId} check={check.data} />
}

function OneCheck({ check }: { check: Check }) {
  const { can } = useSession()
  const { label, tone } = manualCheck.looks[check.state]
  const pending = check.state === 'pending'
  return (
    <>
      <PageHeader title={check.name} back={back} tags={<StateTag tone={tone}>{label}</StateTag>} description={`${timeText(check.requestedAt)} 申请`} />
      <div className={styles.columns}>
        <div>
          <FormCard title="申请人">
            <Applicant check={check} />
          </FormCard>
          <FormCard title="申请内容">
            <Facts layout="rows">
              <Fact term="核验用途">{checkPurposeLabels[check.purpose]}</Fact>
              <Fact term="办理事项">{check.about}</Fact>
              <Fact term="单位">{check.organizationName ?? '无单位'}</Fact>
              <Fact term="不做人脸核验的原因">{check.reason}</Fact>
            </Facts>
          </FormCard>
        </div>
        <div>
          {pending && can('personCheck.write') && <CheckDecision check={check} />}
          {!pending && <Decided check={check} />}
        </div>
      </div>
    </>
  )
}

function Applicant({ check }: { check: Check }) {
  const reveal = () => client.call(revealCheckReview, { checkId: check.id })
  return (
    <Facts layout="rows">
      <Fact term="姓名" large>{check.name}</Fact>
      <Fact term={labelOf('identityType', check.identityType) ?? '证件号'} large>
        <MaskedValue masked={check.identityNumber} label="证件号" group="identityNumber" reveal={async () => (await reveal()).identityNumber} />
      </Fact>
      <Fact term="手机号">
        {check.phone ? <MaskedValue masked={check.phone} label="手机号" group="mobile" reveal={async () => (await reveal()).phone ?? '未绑定'} /> : '未绑定'}
      </Fact>
    </Facts>
  )
}

function Decided({ check }: { check: Check }) {
  return (
    <FormCard title="核验结果">
      <p>{`${check.reviewerName ?? ''} ${check.decidedAt ? timeText(check.decidedAt) : ''} ${manualCheck.looks[check.state].label}`.trim()}</p>
      {check.identification && <p>核实方式：{identificationLabels[check.identification]}</p>}
      {check.opinion && <p className={styles.reason}>{check.opinion}</p>}
    </FormCard>
  )
}
