import { listDepartments } from '@talent/shared/contract/organization'
import { labelOf } from '@talent/shared/dictionaries/index'
import { villageClinic } from '@talent/shared/dictionaries/organization-tables'
import { Alert, Form } from 'antd'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import type { PersonValues } from './person-values'

const onTrial = 'trial'

/** Whoever a village clinic puts up for an exam is on trial in the record, or can't be filed for (R15). */
export function ClinicHint() {
  const { can } = useSession()
  const form = Form.useFormInstance<PersonValues>()
  const department = Form.useWatch('department', form)
  const status = Form.useWatch('employmentStatus', form)
  const departments = useEndpoint(listDepartments, {}, { enabled: can('department.read') })
  const clinic = departments.data?.items.find(({ id, category }) => String(id) === department && category === villageClinic)
  if (!clinic || status === onTrial) return null
  return (
    <Alert
      type="info"
      showIcon
      title={`“${clinic.name}”是村卫生室：由本单位代为填报考试的人员，在职状态应选“${labelOf('employmentStatus', onTrial) ?? ''}”`}
    />
  )
}
