import type { Person } from '@talent/shared/contract/people'
import type { FieldSpec } from '@talent/shared/domain/fields'
import type { PersonField } from '@talent/shared/domain/sections/person'
import { Form } from 'antd'
import { FieldInput, type OwnChoices } from '../../ui/field-input'
import { FieldGrid } from '../../ui/form-card'
import { KeptInput } from './kept-input'
import { isPersonal, isRequiredNow, shownValue, type PersonValues } from './person-values'

interface PersonFieldItemsProps {
  specs: readonly FieldSpec<PersonField>[]
  /** The record that is changed; what is personal in it is known masked only. */
  person: Person | null
  choices: OwnChoices
}

/** The fields of one group; the stars of 国籍, 民族 and 所学专业 follow what is entered elsewhere. */
export function PersonFieldItems({ specs, person, choices }: PersonFieldItemsProps) {
  const form = Form.useFormInstance<PersonValues>()
  const identityType = Form.useWatch('identityType', form)
  const identityNumber = Form.useWatch('identityNumber', form)
  const education = Form.useWatch('education', form)
  const country = Form.useWatch('country', form)
  const values: PersonValues = { identityType, identityNumber, education, country }
  return (
    <FieldGrid>
      {specs.map((spec) => {
        const masked = person && isPersonal(spec.key) ? shownValue(person, spec.key) : ''
        return (
          <Form.Item key={spec.key} name={spec.key} label={spec.label} required={isRequiredNow(spec.key, spec.required, values)} extra={spec.hint}>
            {masked ? <KeptInput spec={spec} masked={masked} /> : <FieldInput spec={spec} choices={choices} />}
          </Form.Item>
        )
      })}
    </FieldGrid>
  )
}
