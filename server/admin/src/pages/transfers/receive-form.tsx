import { getTransfer, listTransfers, receiveTransfer, type Transfer } from '@talent/shared/contract/transfers'
import { listDepartments, listPosts, getTodos } from '@talent/shared/contract/organization'
import { searchPeople } from '@talent/shared/contract/people'
import { employmentStatus } from '@talent/shared/dictionaries/person-tables'
import { isDate } from '@talent/shared/domain/calendar'
import type { FieldSpec, FieldValues } from '@talent/shared/domain/fields'
import type { Issue } from '@talent/shared/domain/issue'
import { z } from '@talent/shared/zod'
import { App, Skeleton } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { isProblem } from '../../api/problem-text'
import { useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { useDraft } from '../../drafts/use-draft'
import { useUnsavedGuard } from '../../layout/use-unsaved-guard'
import { FieldsForm } from '../../ui/fields-form'
import { FormCard } from '../../ui/form-card'
import { StartHint } from '../people/start-hint'
import { usePlaces } from '../people/use-places'

type PlaceField = 'department' | 'employmentStatus' | 'hireDate' | 'post' | 'employeeNo'

const specs: readonly FieldSpec<PlaceField>[] = [
  { key: 'department', label: '科室/部门', kind: 'department', required: true, maxLength: 40 },
  { key: 'employmentStatus', label: '在职状态', kind: 'choice', dictionary: 'employmentStatus', required: true, maxLength: 40, hint: '要填报试用期的，选择本年度可填报的状态' },
  { key: 'hireDate', label: '入职日期', kind: 'date', required: true, maxLength: 10 },
  { key: 'post', label: '岗位', kind: 'post', maxLength: 40 },
  { key: 'employeeNo', label: '工号', kind: 'text', maxLength: 30 },
]

const ReceiveDraft = z.object({ department: z.string(), employmentStatus: z.string(), hireDate: z.string(), post: z.string(), employeeNo: z.string() })

const serving: ReadonlySet<string> = new Set(employmentStatus.filter((status) => status.inService).map(({ code }) => code))

function check(values: FieldValues<PlaceField>): Issue[] {
  const issues: Issue[] = []
  const wrong = (path: PlaceField, message: string) => issues.push({ path: [path], code: 'REQUIRED', message })
  if (!values.department) wrong('department', '请选择科室')
  if (!serving.has(values.employmentStatus ?? '')) wrong('employmentStatus', '请选择在岗的在职状态')
  if (!isDate(values.hireDate ?? '')) wrong('hireDate', '请填写入职日期')
  return issues
}

/** 接收: where the person works from now on; everything else comes with the record. */
export function ReceiveForm({ transfer }: { transfer: Transfer }) {
  const { message } = App.useApp()
  const refresh = useRefresh()
  const places = usePlaces()
  const [dirty, setDirty] = useState(false)
  const [restored, setRestored] = useState<FieldValues<PlaceField> | null>(null)
  const draft = useDraft<FieldValues<PlaceField>>({
    name: `transfer:receive:${transfer.id}`,
    schema: ReceiveDraft,
    onRestore: (values) => {
      setRestored(values)
      setDirty(true)
    },
  })
  useUnsavedGuard(dirty, draft.clear)
  const receive = useEndpointMutation(receiveTransfer, { refreshes: [getTransfer, listTransfers, searchPeople, listDepartments, listPosts, getTodos] })
  // A department that was planned and has been removed since is chosen anew.
  const planned = places.choices.department?.find(({ value }) => value === String(transfer.toDepartmentId))?.value ?? ''
  const submit = (values: FieldValues<PlaceField>) =>
    receive.mutate(
      {
        transferId: transfer.id, departmentId: Number(values.department), postId: values.post ? Number(values.post) : null, employmentStatus: values.employmentStatus ?? '',
        employeeNo: values.employeeNo?.trim() ?? '', hireDate: values.hireDate ?? '', version: transfer.version,
      },
      {
        onSuccess: () => {
          draft.clear()
          void message.success(`已接收 ${transfer.name} 的档案`)
        },
        onError: (error) => {
          if (isProblem(error, 'STALE', 'TRANSFER_STATE')) refresh(getTransfer)
        },
      },
    )
  return (
    <FormCard title="接收档案" description="接收后，基本信息、学历等详细资料、附件和已确认的实习日期转入本单位；试用期由本单位重新填报。">
      <StartHint missing={places.missing} />
      {draft.notice}
      <ProblemAlert error={places.error} retry={places.refetch} />
      {places.loading ? (
        <Skeleton active={false} paragraph={{ rows: 3 }} />
      ) : (
        <FieldsForm<PlaceField>
          key={restored ? 'restored' : 'new'}
          name="receive"
          specs={specs}
          initialValues={restored ?? { department: planned, employmentStatus: 'inPost', hireDate: transfer.date, post: '', employeeNo: '' }}
          choices={places.choices}
          check={check}
          onSubmit={submit}
          saving={receive.isPending}
          error={receive.error}
          onDirty={setDirty}
          onValues={draft.keep}
          submitLabel="接收档案"
        />
      )}
    </FormCard>
  )
}
