import type { Trial } from '@talent/shared/contract/trials'
import type { ReactNode } from 'react'
import { Fact, Facts } from '../../ui/facts'
import { FormCard } from '../../ui/form-card'
import { ObjectionNotes } from './objection-notes'
import { label } from './trial-fields'
import styles from './trials.module.css'

/** The filing to read: what is confirmed and locked, or an account that may not write. */
export function TrialView({ trial }: { trial: Trial }) {
  return (
    <>
      <FormCard title="报考信息">
        <Facts>
          <Filed path={['examYear']} term="报名年度">{trial.examYear} 年</Filed>
          <Filed path={['applyLevel']} term="申报级别">{label('applyLevel', trial.applyLevel)}</Filed>
          <Filed path={['applyCategory']} term="报考类别">{label('applyCategory', trial.applyCategory)}</Filed>
          <Filed path={['freshGraduate']} term="是否应届生">{yesNo(trial.freshGraduate)}</Filed>
          <Filed path={['schoolOrArmy']} term="高校/部队考生">{yesNo(trial.schoolOrArmy)}</Filed>
          <Filed path={['assistantUpgrade']} term="助理医师报考执业">{yesNo(trial.assistantUpgrade)}</Filed>
          {trial.assistantUpgrade && (
            <>
              <Filed path={['assistantQualificationNo']} term="助理资格证号">{trial.assistantQualificationNo}</Filed>
              <Filed path={['assistantPractisingNo']} term="助理执业证号">{trial.assistantPractisingNo}</Filed>
            </>
          )}
          <Filed path={['postName']} term="岗位">{trial.postName}</Filed>
          <Filed path={['institutionOpinion']} term="工作机构考核意见">{label('opinion', trial.institutionOpinion)}</Filed>
        </Facts>
      </FormCard>
      <FormCard title={`试用期：共 ${trial.totalMonths} 个月`}>
        <ObjectionNotes path={['segments']} />
        {trial.segments.map((segment, index) => (
          <section key={`${segment.startDate} ${segment.unitName}`} className={styles.segment} aria-label={`第 ${index + 1} 段`}>
            <div className={styles.segmentHead}>
              <h3>{`第 ${index + 1} 段：${segment.startDate} 至 ${segment.endDate}`}</h3>
            </div>
            <Facts>
              <Filed path={['segments', index, 'unitName']} term={segment.own ? '单位（本单位）' : '单位'}>{segment.unitName}</Filed>
              <Filed path={['segments', index, 'supervisorName']} term="带教老师">{segment.supervisorName}</Filed>
              <Filed path={['segments', index, 'supervisorCertificateNo']} term="带教执业证书编码">{segment.supervisorCertificateNo}</Filed>
              <Filed path={['segments', index, 'supervisorEvaluation']} term="带教老师评价">{label('evaluation', segment.supervisorEvaluation)}</Filed>
            </Facts>
            <ObjectionNotes path={['segments', index, 'startDate']} />
            <ObjectionNotes path={['segments', index, 'endDate']} />
          </section>
        ))}
      </FormCard>
    </>
  )
}

const yesNo = (value: boolean) => (value ? '是' : '否')

function Filed({ term, path, children }: { term: string; path: (string | number)[]; children: ReactNode }) {
  return (
    <Fact term={term} note={<ObjectionNotes path={path} />}>
      {children || <span className={styles.quiet}>未填写</span>}
    </Fact>
  )
}
