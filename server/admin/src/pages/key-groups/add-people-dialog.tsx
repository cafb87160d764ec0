import { addKeyGroupMembers, getKeyGroup, listKeyGroups, listPersonKeyGroups, maxMembersAtOnce, type KeyGroup } from '@talent/shared/contract/key-groups'
import type { Output } from '@talent/shared/contract/endpoint'
import { searchPeople } from '@talent/shared/contract/people'
import { App, Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import { useGuardedClose } from '../../layout/use-guarded-close'
import { namesOf, type Chosen } from './chosen-people'
import { GroupTag } from './group-tag'
import { PeopleChooser } from './people-chooser'

const refreshes = [listKeyGroups, getKeyGroup, searchPeople, listPersonKeyGroups]

/** 已加入 3 人，另有 1 人已在标签中 */
function outcomeText({ added, already, missing, group }: Output<typeof addKeyGroupMembers>): string {
  const rest = [already > 0 && `另有 ${already} 人已在标签中`, missing > 0 && `${missing} 人已不在档案中或不在您负责的范围内，没有加入`].filter(Boolean)
  return [`已加入“${group.name}” ${added} 人`, ...rest].join('，')
}

function useAdd(onDone: () => void) {
  const { message } = App.useApp()
  return useEndpointMutation(addKeyGroupMembers, {
    refreshes,
    onSuccess: (outcome) => {
      void message.success(outcomeText(outcome))
      onDone()
    },
  })
}

/** From the page of a group: who comes into it. */
export function AddPeopleDialog({ group, onClose }: { group: KeyGroup; onClose: () => void }) {
  const [chosen, setChosen] = useState<Chosen[]>([])
  const add = useAdd(onClose)
  const { close } = useGuardedClose(chosen.length > 0, onClose)
  const tooMany = chosen.length > maxMembersAtOnce
  return (
    <Modal
      open
      title={`向“${group.name}”添加人员`}
      width={820}
      okText={chosen.length > 0 ? `添加 ${chosen.length} 人` : '添加'}
      cancelText="取消"
      okButtonProps={{ disabled: chosen.length === 0 || tooMany }}
      confirmLoading={add.isPending}
      mask={{ closable: false }}
      onOk={() => add.mutate({ keyGroupId: group.id, personIds: chosen.map(({ id }) => id) })}
      onCancel={close}
    >
      <ProblemAlert error={add.error} />
      <PeopleChooser chosen={chosen} onChange={setChosen} />
      {tooMany && <p role="alert">一次最多添加 {maxMembersAtOnce} 人，请分几次</p>}
    </Modal>
  )
}

/** From the list of people: which group the ticked ones come into. */
export function AddToGroupDialog({ people, onClose, onDone }: { people: Chosen[]; onClose: () => void; onDone: () => void }) {
  const groups = useEndpoint(listKeyGroups, {})
  const [groupId, setGroupId] = useState<number | null>(null)
  const add = useAdd(onDone)
  const active = groups.data?.items.filter(({ state }) => state === 'active') ?? []
  return (
    <Modal
      open
      title="加入标签"
      okText="加入"
      cancelText="取消"
      okButtonProps={{ disabled: groupId === null }}
      confirmLoading={add.isPending}
      onOk={() => groupId !== null && add.mutate({ keyGroupId: groupId, personIds: people.map(({ id }) => id) })}
      onCancel={onClose}
    >
      <ProblemAlert error={add.error ?? groups.error} />
      <p>{namesOf(people)}</p>
      <Form layout="vertical" component="div">
        <Form.Item label="标签" htmlFor="target-group">
          <Select
            id="target-group"
            autoFocus
            placeholder="请选择标签"
            value={groupId}
            loading={groups.isPending}
            showSearch={{ filterOption: (typed, option) => (option?.name ?? '').includes(typed.trim()) }}
            options={active.map(({ id, name, color }) => ({ value: id, name, label: <GroupTag color={color} name={name} /> }))}
            notFoundContent="还没有标签，请先到“人员标签管理”新增"
            onChange={setGroupId}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
