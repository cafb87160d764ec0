import { answerTransfer, getTransfer, listTransfers, type Transfer } from '@talent/shared/contract/transfers'
import { getTodos } from '@talent/shared/contract/organization'
import { getPerson, searchPeople } from '@talent/shared/contract/people'
import { App, Form } from 'antd'
import { useState } from 'react'
import { isProblem } from '../../api/problem-text'
import { useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { DecisionForm, type AcceptOrReject } from '../../ui/decision-form'
import { FieldInput } from '../../ui/field-input'
import { usePlaces } from '../people/use-places'

const reasons = {
  resignation: ['离职类型或时间有误', '人员继续在岗'],
  in: ['合同或服务期未满', '人员没有调动意向', '需先办理交接'],
  out: ['本单位没有接收计划', '人员没有到本单位报到', '请先与本单位人事部门联系'],
}

/** The unit's word: on whom another one asks for or offers, and on a resignation of its own. */
export function TransferAnswer({ transfer }: { transfer: Transfer }) {
  const { message } = App.useApp()
  const refresh = useRefresh()
  const places = usePlaces()
  const [department, setDepartment] = useState('')
  const answer = useEndpointMutation(answerTransfer, { refreshes: [getTransfer, listTransfers, getTodos, searchPeople, getPerson] })
  const own = transfer.kind === 'resignation'
  const receives = transfer.waitingFor === 'receiver'
  const submit = (decision: AcceptOrReject, opinion: string) =>
    answer.mutate(
      { transferId: transfer.id, decision: decision === 'accept' ? 'agree' : 'refuse', opinion, departmentId: receives && decision === 'accept' ? Number(department) : null, version: transfer.version },
      {
        onSuccess: () => void message.success(decision === 'reject' ? '已退回，提出的单位会看到原因' : own ? `${transfer.name} 的离职已生效` : '已同意，等待主管单位审核'),
        // A colleague was faster, or it was withdrawn: the page shows what is there now.
        onError: (error) => {
          if (isProblem(error, 'STALE', 'TRANSFER_STATE')) refresh(getTransfer)
        },
      },
    )
  const place = (
    <Form.Item label="调入后的科室" required htmlFor="answer-department" layout="vertical">
      <FieldInput id="answer-department" spec={{ key: 'department', label: '调入后的科室', kind: 'department', required: true, maxLength: 40 }} choices={places.choices} value={department} onChange={setDepartment} />
    </Form.Item>
  )
  return (
    <DecisionForm
      title={own ? '审核结果' : '本单位答复'}
      acceptLabel={own ? '通过' : '同意'}
      rejectLabel={own ? '不通过' : '不同意'}
      acceptExtra={receives ? { field: place, missing: department === '' ? '请选择调入后的科室' : null } : undefined}
      reasons={reasons[transfer.kind]}
      error={answer.error}
      pending={answer.isPending}
      onSubmit={submit}
    />
  )
}
