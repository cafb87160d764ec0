import { PlusOutlined } from '@ant-design/icons'
import { getKeyGroup, listKeyGroups, removeKeyGroupMembers, type KeyGroup } from '@talent/shared/contract/key-groups'
import { searchPeople, type PersonRow } from '@talent/shared/contract/people'
import { labelOf } from '@talent/shared/dictionaries/index'
import { keyGroup as states } from '@talent/shared/domain/states/key-group'
import { Alert, App, Button, Skeleton } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { problemText } from '../../api/problem-text'
import { useSession } from '../../api/session'
import { useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'
import { DataTable, type Column } from '../../ui/data-table'
import { FilterBar, type FilterField } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { StateTag } from '../../ui/state-tag'
import { useUrlFilters } from '../../ui/use-url-filters'
import { ExportPeople } from '../people/export-people'
import { AddPeopleDialog } from './add-people-dialog'
import { chosenSelection, type Chosen } from './chosen-people'
import { GroupDialog } from './group-dialog'
import { useGroupActions } from './use-group-actions'

const back = { to: '/key-groups', label: '返回人员标签' }
const noFilter = { name: '', identityNumber: '', departmentName: '' }
const fields: FilterField<keyof typeof noFilter>[] = [
  { kind: 'text', key: 'name', label: '姓名', placeholder: '可填一部分' },
  { kind: 'text', key: 'identityNumber', label: '证件号', placeholder: '号码或后 4 位' },
  { kind: 'text', key: 'departmentName', label: '科室', placeholder: '可填一部分' },
]

/** One group and who is in it. */
export function KeyGroupPage() {
  const keyGroupId = Number(useParams().keyGroupId)
  const group = useEndpoint(getKeyGroup, { keyGroupId })
  if (group.data) return <Group group={group.data} />
  return (
    <>
      <PageHeader title="人员标签" back={back} />
      {group.error ? <ProblemAlert error={group.error} retry={() => void group.refetch()} /> : <Skeleton active={false} paragraph={{ rows: 8 }} />}
    </>
  )
}

function Group({ group }: { group: KeyGroup }) {
  const { can } = useSession()
  const [chosen, setChosen] = useState<Chosen[]>([])
  const [adding, setAdding] = useState(false)
  const filters = useUrlFilters(noFilter, { keep: 'key-group', personal: ['identityNumber'] })
  const { name, identityNumber, departmentName } = filters.values
  const found = { keyGroupId: group.id, name: name || undefined, identityNumber: identityNumber || undefined, departmentName: departmentName || undefined }
  const mayRead = can('person.read')
  const people = useEndpoint(searchPeople, { ...found, page: filters.page, pageSize: filters.pageSize }, { keepPrevious: true, enabled: mayRead })
  const takeOut = useTakeOut(group, () => setChosen([]))
  const writable = can('keyGroup.write') && group.state === 'active'
  const add = writable && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
      添加人员
    </Button>
  )
  return (
    <ListPage
      header={
        <>
          <PageHeader title={group.name} back={back} description={group.note} tags={<StateTag tone={states.looks[group.state].tone}>{states.looks[group.state].label}</StateTag>} actions={<><GroupActions group={group} />{add}</>} />
          {group.state === 'archived' && <Alert type="info" showIcon title="标签已封存，人员保持不变。恢复后才能添加或移出人员。" />}
          {group.shared && <Alert type="info" showIcon title="标签里还有您负责范围以外的人员，这里只列出您负责的人员；修改名称、封存请由负责全院的账号操作。" />}
        </>
      }
      filters={mayRead && <FilterBar fields={fields} filters={filters} />}
    >
      {mayRead ? (
        <DataTable
          listKey="key-group"
          columns={columns}
          query={people}
          filters={filters}
          rowKey={(person) => person.id}
          selection={writable ? chosenSelection<PersonRow>(chosen, setChosen) : undefined}
          toolbar={
            <>
              {writable && <Button disabled={chosen.length === 0} loading={takeOut.pending} onClick={() => void takeOut.ask(chosen)}>{chosen.length > 0 ? `移出所选 ${chosen.length} 人` : '移出所选'}</Button>}
              <ExportPeople found={found} total={people.data?.total ?? 0} />
            </>
          }
          empty={{ title: '标签里还没有人员', hint: writable ? '可以从人员列表选择，或粘贴名单。' : undefined, action: add }}
        />
      ) : (
        <p>查看人员名单需要“查看人员”权限，请联系管理员。</p>
      )}
      {adding && <AddPeopleDialog group={group} onClose={() => setAdding(false)} />}
    </ListPage>
  )
}

function GroupActions({ group }: { group: KeyGroup }) {
  const { can } = useSession()
  const navigate = useNavigate()
  const [editing, setEditing] = useState(false)
  const actions = useGroupActions(() => void navigate('/key-groups?state=archived', { replace: true }))
  if (!can('keyGroup.write') || group.shared) return null
  const common = { disabled: actions.pending, style: { marginRight: 8 } }
  return (
    <>
      {group.state === 'archived' ? (
        <>
          <Button {...common} danger onClick={() => void actions.remove(group)}>删除</Button>
          <Button {...common} type="primary" onClick={() => actions.restore(group)}>恢复</Button>
        </>
      ) : (
        <>
          <Button {...common} onClick={() => void actions.archive(group)}>封存</Button>
          <Button {...common} onClick={() => setEditing(true)}>修改</Button>
        </>
      )}
      {editing && <GroupDialog editing={group} onClose={() => setEditing(false)} />}
    </>
  )
}

function useTakeOut(group: KeyGroup, onDone: () => void) {
  const confirm = useConfirm()
  const { message } = App.useApp()
  const mutation = useEndpointMutation(removeKeyGroupMembers, {
    refreshes: [getKeyGroup, listKeyGroups, searchPeople],
    onSuccess: ({ removed }) => {
      void message.success(`已移出 ${removed} 人`)
      onDone()
    },
  })
  const ask = async (people: Chosen[]) => {
    if (!(await confirm({ title: `从“${group.name}”移出 ${people.length} 人？`, content: '只是不再属于这个标签，人员档案不受影响。', action: '移出' }))) return
    mutation.mutate({ keyGroupId: group.id, personIds: people.map(({ id }) => id) }, { onError: (error) => void message.error(problemText(error)) })
  }
  return { ask, pending: mutation.isPending }
}

const columns: Column<PersonRow>[] = [
  { key: 'name', title: '姓名', always: true, render: (person) => <Link to={`/people/${person.id}`}>{person.name}</Link> },
  { key: 'employeeNo', title: '工号', render: (person) => person.employeeNo },
  { key: 'identityNumber', title: '证件号', render: (person) => person.identityNumber },
  { key: 'department', title: '科室', render: (person) => person.departmentName },
  { key: 'post', title: '岗位', render: (person) => person.postName },
  { key: 'employmentStatus', title: '在职状态', render: (person) => labelOf('employmentStatus', person.employmentStatus) },
]
