import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Radio } from 'antd'
import { FieldInput } from '../../ui/field-input'
import { FieldGrid } from '../../ui/form-card'
import { ObjectionNotes } from './objection-notes'
import { specOf, TrialItem } from './trial-fields'
import { nextSegment, type SegmentValues } from './trial-values'
import styles from './trials.module.css'

interface SegmentCardsProps {
  institutionName: string
  /** Of the exam year; the old form had 3, here mostly 10. */
  maximum: number
}

/** The stretches of the trial, each at one unit. */
export function SegmentCards({ institutionName, maximum }: SegmentCardsProps) {
  const form = Form.useFormInstance<{ segments: SegmentValues[] }>()
  return (
    <Form.List name="segments">
      {(fields, { add, remove }) => (
        <>
          {fields.map((field, index) => (
            <section key={field.key} className={styles.segment} aria-label={`第 ${index + 1} 段`}>
              <div className={styles.segmentHead}>
                <h3>第 {index + 1} 段</h3>
                {fields.length > 1 && (
                  <Button type="text" size="small" icon={<DeleteOutlined aria-hidden />} aria-label={`删除第 ${index + 1} 段`} onClick={() => remove(index)}>
                    删除
                  </Button>
                )}
              </div>
              <SegmentFields index={index} institutionName={institutionName} />
            </section>
          ))}
          <Button
            block
            type="dashed"
            icon={<PlusOutlined aria-hidden />}
            disabled={fields.length >= maximum}
            onClick={() => add(nextSegment(form.getFieldValue('segments')))}
          >
            {fields.length >= maximum ? `最多 ${maximum} 段` : '添加一段试用期'}
          </Button>
        </>
      )}
    </Form.List>
  )
}

function SegmentFields({ index, institutionName }: { index: number; institutionName: string }) {
  const own = Form.useWatch<boolean | undefined>(['segments', index, 'own']) ?? true
  const item = (key: string) => ({ path: ['segments', index, key], name: [index, key] })
  return (
    <>
      <FieldGrid>
        <Form.Item name={[index, 'own']} label="试用期单位" required extra={own && <><span>{institutionName}</span><ObjectionNotes path={['segments', index, 'unitName']} /></>}>
          <Radio.Group aria-label="试用期单位" options={[{ value: true, label: '本单位' }, { value: false, label: '其他单位' }]} />
        </Form.Item>
        {!own && (
          <TrialItem {...item('unitName')} required>
            <Input maxLength={100} placeholder="单位全称" autoComplete="off" />
          </TrialItem>
        )}
      </FieldGrid>
      <FieldGrid>
        <TrialItem {...item('startDate')} label="开始日期" required>
          <FieldInput spec={specOf('startDate')} choices={{}} />
        </TrialItem>
        <TrialItem {...item('endDate')} label="结束日期" required>
          <FieldInput spec={specOf('endDate')} choices={{}} />
        </TrialItem>
        <TrialItem {...item('supervisorName')} required={own}>
          <FieldInput spec={specOf('supervisorName')} choices={{}} />
        </TrialItem>
        <TrialItem {...item('supervisorCertificateNo')} required={own} hint="15 位医师执业证书编码">
          <FieldInput spec={specOf('supervisorCertificateNo')} choices={{}} />
        </TrialItem>
        <TrialItem {...item('supervisorEvaluation')} required={own}>
          <FieldInput spec={specOf('supervisorEvaluation')} choices={{}} />
        </TrialItem>
      </FieldGrid>
    </>
  )
}
