import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { maximumBranches } from '@talent/shared/domain/institution'
import { institutionBranch } from '@talent/shared/domain/sections/institution'
import { Button, Form } from 'antd'
import { FieldInput } from '../../ui/field-input'
import { FieldGrid } from '../../ui/form-card'
import { emptyBranch } from './institution-values'
import { PositionInput } from './position-input'
import styles from './institution.module.css'

/** 分院信息: an institution without any leaves it empty. */
export function BranchCards({ onPosition }: { onPosition: () => void }) {
  return (
    <Form.List name="branches">
      {(fields, { add, remove }) => (
        <>
          {fields.length === 0 && <p className={styles.note}>没有分院的机构不需要填写。</p>}
          {fields.map((field, index) => (
            <section key={field.key} className={styles.branch} aria-label={`分院 ${index + 1}`}>
              <div className={styles.branchHead}>
                <h3>分院 {index + 1}</h3>
                <Button type="text" size="small" icon={<DeleteOutlined aria-hidden />} aria-label={`删除分院 ${index + 1}`} onClick={() => remove(index)}>
                  删除
                </Button>
              </div>
              <FieldGrid>
                {institutionBranch.map((spec) => (
                  <Form.Item key={spec.key} name={[index, 'values', spec.key]} label={spec.label} required={spec.required === true}>
                    <FieldInput spec={spec} choices={{}} />
                  </Form.Item>
                ))}
              </FieldGrid>
              <PositionInput path={[index, 'position']} within={['branches']} of={`分院 ${index + 1} `} onTaken={onPosition} />
            </section>
          ))}
          <Button block type="dashed" icon={<PlusOutlined aria-hidden />} disabled={fields.length >= maximumBranches} onClick={() => add(emptyBranch)}>
            {fields.length >= maximumBranches ? `最多 ${maximumBranches} 个分院` : '添加分院'}
          </Button>
        </>
      )}
    </Form.List>
  )
}
