import { grantBusiness, listBusinesses, lookUpBusinessPerson, type FoundPerson } from '@talent/shared/contract/authorization'
import { activeEntries } from '@talent/shared/dictionaries/index'
import { App, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpointMutation } from '../../api/use-endpoint'
import type { Business } from './use-business-actions'
import { Fact, Facts } from '../../ui/facts'

interface Entered {
  identityType: string
  identityNumber: string
}

const identityTypes = activeEntries('identityType').map(({ code, label }) => ({ value: code, label }))

/** 直接授权: the number leads to a masked person first; only then anything is given. */
export function GrantDialog({ business, onClose }: { business: Business; onClose: () => void }) {
  const { businessCode, businessName } = business
  const { message } = App.useApp()
  const [form] = Form.useForm<Entered>()
  const [found, setFound] = useState<{ entered: Entered; person: FoundPerson } | null>(null)
  const lookUp = useEndpointMutation(lookUpBusinessPerson)
  const grant = useEndpointMutation(grantBusiness, { refreshes: [listBusinesses] })

  const search = (values: Entered) => {
    const entered = { identityType: values.identityType, identityNumber: values.identityNumber.trim() }
    grant.reset()
    lookUp.mutate({ businessCode, ...entered }, { onSuccess: (person) => setFound({ entered, person }) })
  }
  const confirm = () => {
    if (!found || grant.isPending) return
    grant.mutate({ businessCode, ...found.entered }, {
      onSuccess: () => {
        void message.success(`已将“${businessName}”授权给${found.person.name}，对方会收到通知`)
        onClose()
      },
    })
  }
  return (
    <Modal open title={`直接授权“${businessName}”`} onCancel={onClose} mask={{ closable: false }} footer={found ? <Confirm found={found.person} pending={grant.isPending} onBack={() => setFound(null)} onConfirm={confirm} /> : null}>
      <ProblemAlert error={grant.error ?? lookUp.error} />
      {found ? (
        <Person person={found.person} />
      ) : (
        <Form form={form} layout="vertical" requiredMark={false} initialValues={{ identityType: 'residentCard' }} onFinish={search}>
          <p>不用授权码，按证件号授权给已在小程序完成实名认证的人。查询和授权都会记入操作日志。</p>
          <Form.Item name="identityType" label="证件类别">
            <Select options={identityTypes} />
          </Form.Item>
          <Form.Item name="identityNumber" label="证件号" rules={[{ required: true, whitespace: true, message: '请填写证件号' }]}>
            <Input autoFocus autoComplete="off" maxLength={40} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={lookUp.isPending} block>
            查询
          </Button>
        </Form>
      )}
    </Modal>
  )
}

function Person({ person }: { person: FoundPerson }) {
  return (
    <>
      <p>请核对是不是要授权的人。确认后，对方立即成为业务管理人，可以查看并审核考生的申报材料。</p>
      <Facts layout="rows">
        <Fact term="姓名">{person.name}</Fact>
        <Fact term="证件号">{person.identityNumber}</Fact>
        <Fact term="手机号">{person.phone ?? '未绑定'}</Fact>
        {person.role === 'auxiliary' && <Fact term="现有身份">辅助管理员（授权后成为业务管理人）</Fact>}
      </Facts>
    </>
  )
}

interface ConfirmProps {
  found: FoundPerson
  pending: boolean
  onBack: () => void
  onConfirm: () => void
}

const Confirm = ({ found, pending, onBack, onConfirm }: ConfirmProps) => (
  <>
    <Button onClick={onBack}>不是此人，重新查询</Button>
    <Button type="primary" loading={pending} onClick={onConfirm}>
      {`授权给${found.name}`}
    </Button>
  </>
)
