import { activeEntries } from '@talent/shared/dictionaries/index'
import { levelLabels, levels, requirableSections, unboundGroupLabels, unboundGroups } from '@talent/shared/domain/exam-year'
import { maxDeclaration } from '@talent/shared/domain/exam-year-check'
import { feeLabels, sectionLabels } from '@talent/shared/domain/exam-year-words'
import { Checkbox, Form, Input, Radio } from 'antd'
import type { ReactNode } from 'react'
import { FieldInput } from '../../ui/field-input'
import { FieldGrid, FormCard } from '../../ui/form-card'
import styles from './exam-years.module.css'

type Path = (string | number)[]

const levelChoices = levels.map((value) => ({ value, label: levelLabels[value] }))
const statusChoices = activeEntries('employmentStatus').map(({ code, label }) => ({ value: code, label }))
const groupChoices = unboundGroups.map((value) => ({ value, label: unboundGroupLabels[value] }))
const feeChoices = (['none', 'beforeReview', 'afterReview'] as const).map((value) => ({ value, label: feeLabels[value] }))
const yesNo = [{ value: true, label: '需要' }, { value: false, label: '不需要' }]

export function ExamYearFields({ withTrial }: { withTrial: boolean }) {
  const sections = requirableSections.filter((section) => withTrial || section !== 'trial').map((value) => ({ value, label: sectionLabels[value], disabled: value === 'person' || value === 'trial' }))
  return (
    <>
      <FormCard title="填报时间" description="三个日期当天都算在内。截止后只能更正审核人要求修改的材料。">
        <FieldGrid>
          <DayItem name={['openDate']} label="填报开始日期" required />
          <DayItem name={['closeDate']} label="填报截止日期" required />
          <DayItem name={['correctionDate']} label="更正截止日期" required extra="审核人“允许修改”后，须在这一天前更正并重新确认" />
        </FieldGrid>
      </FormCard>
      <FormCard title="填报条件">
        <Form.Item name="eligibleStatuses" label="可填报的在职状态" required>
          <Checkbox.Group options={statusChoices} className={styles.checks} />
        </Form.Item>
        <Form.Item name="requiredSections" label="须齐全的资料" required extra="资料不齐全的人员不能提交给考生确认">
          <Checkbox.Group options={sections} className={styles.checks} />
        </Form.Item>
        <Form.Item name="needNotBind" label="不需绑定单位的人员" extra="考生在小程序中看到：这些人员不需要绑定单位，请直接到报考的考点（县级）办理">
          <Checkbox.Group options={groupChoices} className={styles.checks} />
        </Form.Item>
      </FormCard>
      <FormCard title="审核与缴费">
        <Form.Item name="levels" label="审核层级" required extra="从下到上逐级审核">
          <Checkbox.Group options={levelChoices} className={styles.checks} />
        </Form.Item>
        <Form.Item name={['fee', 'when']} label="缴费" required>
          <Radio.Group options={feeChoices} />
        </Form.Item>
        <Form.Item noStyle dependencies={[['fee', 'when']]}>
          {({ getFieldValue }) =>
            getFieldValue(['fee', 'when']) === 'none' ? null : (
              <TextItem name={['fee', 'amountFen']} label="缴费金额" suffix="元" required className={styles.short} />
            )
          }
        </Form.Item>
        <Form.Item name="faceCheckOnConfirm" label="考生确认信息时人脸核验" required extra="不能或不愿刷脸的考生可改用人工核验">
          <Radio.Group options={yesNo} />
        </Form.Item>
      </FormCard>
      {withTrial && <TrialRuleFields />}
      <FormCard title="承诺书" description="考生确认信息时须阅读并同意，内容随确认的信息一起保存。">
        <Form.Item name="declaration" label="承诺书内容" required>
          <Input.TextArea rows={5} maxLength={maxDeclaration} showCount />
        </Form.Item>
      </FormCard>
    </>
  )
}

const windows = [
  { key: 'notFresh', title: '非应届生' },
  { key: 'fresh', title: '应届生' },
  { key: 'assistant', title: '助理医师报考执业医师（执业期）' },
] as const

function TrialRuleFields() {
  return (
    <FormCard title="试用期规则" description="日期留空表示不限；起止日期当天都算在内，月数按整月计算。">
      <div className={styles.windows}>
        {windows.map(({ key, title }) => (
          <section key={key} aria-label={title} className={styles.window}>
            <h3>{title}</h3>
            <div className={styles.windowFields}>
              <DayItem name={['trial', key, 'earliestStart']} label="最早开始日期" />
              <DayItem name={['trial', key, 'latestEnd']} label="最晚结束日期" />
              <TextItem name={['trial', key, 'minimumMonths']} label="至少" suffix="个月" required />
              {key === 'assistant' && <TextItem name={['trial', key, 'minimumMonthsBelowCollege']} label="中专学历至少" suffix="个月" required />}
            </div>
          </section>
        ))}
        <TextItem name={['trial', 'maximumSegments']} label="试用期最多分段" suffix="段" required className={styles.short} />
      </div>
    </FormCard>
  )
}

interface ItemProps {
  name: Path
  label: string
  required?: boolean
  extra?: ReactNode
}

function DayItem({ name, label, required = false, extra }: ItemProps) {
  return (
    <Form.Item name={name} label={label} required={required} extra={extra}>
      <FieldInput spec={{ key: 'day', label, kind: 'date', maxLength: 10 }} choices={{}} />
    </Form.Item>
  )
}

function TextItem({ name, label, required = false, suffix, className }: ItemProps & { suffix: string; className?: string }) {
  return (
    <Form.Item name={name} label={label} required={required} className={className}>
      <Input inputMode="decimal" suffix={suffix} maxLength={9} autoComplete="off" />
    </Form.Item>
  )
}
