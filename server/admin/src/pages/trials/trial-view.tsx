import type { Trial } from '@talent/shared/contract/trials'
import type { ReactNode } from 'react'
import { FormCard } from '../../ui/form-card'
import { ObjectionNotes } from './objection-notes'
import { label } from './trial-fields'
import styles from './trials.module.css'

/** The filing to read: what is confirmed and locked, or an account that may not write. */
export function TrialView({ trial }: { trial: Trial }) {
  return (
    <>
      <FormCard title="报考信息">
        <dl className={styles.facts}>
          <Fact path={['examYear']} term="报名年度">{trial.examYear} 年</Fact>
          <Fact path={['applyLevel']} term="申报级别">{label('applyLevel', trial.applyLevel)}</Fact>
          <Fact path={['applyCategory']} term="报考类别">{label('applyCategory', trial.applyCategory)}</Fact>
          <Fact path={['freshGraduate']} term="是否应届生">{yesNo(trial.freshGraduate)}</Fact>
          <Fact path={['schoolOrArmy']} term="高校/部队考生">{yesNo(trial.schoolOrArmy)}</Fact>
          <Fact path={['assistantUpgrade']} term="助理医师报考执业">{yesNo(trial.assistantUpgrade)}</Fact>
          {trial.assistantUpgrade && (
            <>
              <Fact path={['assistantQualificationNo']} term="助理资格证号">{trial.assistantQualificationNo}</Fact>
              <Fact path={['assistantPractisingNo']} term="助理执业证号">{trial.assistantPractisingNo}</Fact>
            </>
          )}
          <Fact path={['postName']} term="岗位">{trial.postName}</Fact>
          <Fact path={['institutionOpinion']} term="工作机构考核意见">{label('opinion', trial.institutionOpinion)}</Fact>
        </dl>
      </FormCard>
      <FormCard title={`试用期：共 ${trial.totalMonths} 个月`}>
        <ObjectionNotes path={['segments']} />
        {trial.segments.map((segment, index) => (
          <section key={`${segment.startDate} ${segment.unitName}`} className={styles.segment} aria-label={`第 ${index + 1} 段`}>
            <div className={styles.segmentHead}>
              <h3>{`第 ${index + 1} 段：${segment.startDate} 至 ${segment.endDate}`}</h3>
            </div>
            <dl className={styles.facts}>
              <Fact path={['segments', index, 'unitName']} term={segment.own ? '单位（本单位）' : '单位'}>{segment.unitName}</Fact>
              <Fact path={['segments', index, 'supervisorName']} term="带教老师">{segment.supervisorName}</Fact>
              <Fact path={['segments', index, 'supervisorCertificateNo']} term="带教执业证书编码">{segment.supervisorCertificateNo}</Fact>
              <Fact path={['segments', index, 'supervisorEvaluation']} term="带教老师评价">{label('evaluation', segment.supervisorEvaluation)}</Fact>
            </dl>
            <ObjectionNotes path={['segments', index, 'startDate']} />
            <ObjectionNotes path={['segments', index, 'endDate']} />
          </section>
        ))}
      </FormCard>
    </>
  )
}

const yesNo = (value: boolean) => (value ? '是' : '否')

function Fact({ term, path, children }: { term: string; path: (string | number)[]; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children || <span className={styles.quiet}>未填写</span>}</dd>
      <ObjectionNotes path={path} />
    </div>
  )
}
