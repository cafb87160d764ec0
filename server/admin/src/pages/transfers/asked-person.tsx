import { lookUpTransferPerson } from '@talent/shared/contract/transfers'
import type { FieldSpec } from '@talent/shared/domain/fields'
import { identityFields } from './identity-fields'
import { Alert, Button, Form, type FormInstance } from 'antd'
import { useEffect } from 'react'
import { applyIssues } from '../../api/apply-issues'
import { ProblemAlert } from '../../api/problem-alert'
import { problemIssues } from '../../api/problem-text'
import { useEndpointMutation } from '../../api/use-endpoint'
import { FieldInput } from '../../ui/field-input'
import { FieldGrid, FormCard } from '../../ui/form-card'
import { Consequences } from './consequences'
import styles from './transfers.module.css'
import type { TransferValues } from './transfer-values'

/** Whom the unit asks for: by document and name, both of which must be right. Where the person works is shown before anything is sent. */
export function AskedPerson({ form }: { form: FormInstance<TransferValues> }) {
  const lookUp = useEndpointMutation(lookUpTransferPerson)
  const [type, number, name] = [Form.useWatch('identityType', form), Form.useWatch('identityNumber', form), Form.useWatch('name', form)]
  const complete = Boolean(type && number?.trim() && name?.trim())
  const { reset } = lookUp
  // What was found was found for other words.
  useEffect(() => reset(), [type, number, name, reset])
  const find = () =>
    lookUp.mutate(
      { identityType: type ?? '', identityNumber: number ?? '', name: name ?? '' },
      { onError: (error) => void applyIssues(form, problemIssues(error)) },
    )
  const found = lookUp.data
  return (
    <FormCard title="拟调入人员" description="请按身份证件填写，姓名和证件号都相符才能找到。">
      <FieldGrid>
        {identityFields.map((spec: FieldSpec) => (
          <Form.Item key={spec.key} name={spec.key} label={spec.label} required>
            <FieldInput spec={spec} choices={{}} />
          </Form.Item>
        ))}
      </FieldGrid>
      <div className={styles.found}>
        <Button disabled={!complete} loading={lookUp.isPending} onClick={find}>
          查询所在单位
        </Button>
        <span className={styles.quiet}>{complete ? '可先查询人员现在的单位，再提交申请。' : '填好三项后可以查询。'}</span>
      </div>
      {problemIssues(lookUp.error).length === 0 && <ProblemAlert error={lookUp.error} />}
      {found && (
        <Alert
          type="success"
          showIcon
          className={styles.notice}
          title={`${found.name}（${found.identityNumber}）${found.inService ? `在“${found.unitName}”在岗` : `的档案在“${found.unitName}”，已不在岗`}`}
          description={found.inService ? '提交后由该单位答复，同意后由主管单位审核。' : '提交后由主管单位审核，通过即可接收档案。'}
        />
      )}
      {found && <Consequences sentences={found.consequences} />}
    </FormCard>
  )
}
