import type { Transfer } from '@talent/shared/contract/transfers'
import { labelOf } from '@talent/shared/dictionaries/index'
import { transferKindLabels } from '@talent/shared/domain/transfer'
import { toneColor } from '../../app/theme'
import { Fact, Facts } from '../../ui/facts'
import { FormCard } from '../../ui/form-card'
import { timeText } from '../../ui/time-text'
import { dateLabel, stepOf } from './transfer-words'
import styles from './transfers.module.css'

/** Who, from where to where, when and why. */
export function TransferFacts({ transfer }: { transfer: Transfer }) {
  const { kind, toUnit, departmentName, resignationType, reviewerName, standsInFor, note } = transfer
  const facts: [label: string, value: string][] = [
    ['变动类型', transferKindLabels[kind]],
    ['姓名', transfer.name],
    [labelOf('identityType', transfer.identityType) ?? '证件号', transfer.identityNumber],
    [kind === 'resignation' ? '单位' : '原单位', transfer.fromUnit],
    ...(kind === 'resignation' ? [] : ([['调往单位', toUnit ?? '未填写']] as [string, string][])),
    ...(departmentName ? ([['科室', departmentName]] as [string, string][]) : []),
    ...(resignationType ? ([['离职类型', labelOf('resignationType', resignationType) ?? resignationType]] as [string, string][]) : []),
    [dateLabel(transfer), transfer.date],
    ...(reviewerName ? ([['审核单位', standsInFor ? `${reviewerName}（代${standsInFor}）` : reviewerName]] as [string, string][]) : []),
  ]
  return (
    <FormCard title="变动信息">
      <Facts>
        {facts.map(([label, value]) => (
          <Fact key={label} term={label}>{value}</Fact>
        ))}
        <Fact term="说明" whole>{note || '未填写'}</Fact>
      </Facts>
    </FormCard>
  )
}

/** What has been done so far, by whom. */
export function TransferSteps({ transfer }: { transfer: Transfer }) {
  return (
    <FormCard title="办理过程">
      {transfer.steps.length === 0 && <p className={styles.quiet}>还没有提交。</p>}
      <ol className={styles.steps}>
        {transfer.steps.map((step, index) => (
          <li key={index} className={styles.step} style={{ borderColor: toneColor[stepOf(step.action).tone].text }}>
            <p>
              {step.unitName}：{stepOf(step.action).label}
            </p>
            <p className={styles.quiet}>
              {step.accountName}　{timeText(step.at)}
            </p>
            {step.opinion && <p className={styles.opinion}>意见：{step.opinion}</p>}
          </li>
        ))}
      </ol>
    </FormCard>
  )
}
