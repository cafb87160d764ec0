import { PlusOutlined } from '@ant-design/icons'
import { searchPeople, type PersonRow } from '@talent/shared/contract/people'
import { labelOf } from '@talent/shared/dictionaries/index'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { DataTable, type Column } from '../../ui/data-table'
import { FilterBar } from '../../ui/filter-bar'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { RowActions } from '../../ui/row-actions'
import { TwoLines } from '../../ui/two-lines'
import { useWide } from '../../ui/use-wide'
import { timeText } from '../../ui/time-text'
import { AddToGroupDialog } from '../key-groups/add-people-dialog'
import { chosenSelection, type Chosen } from '../key-groups/chosen-people'
import { DepartmentSide } from './department-side'
import { ExportPeople } from './export-people'
import styles from './people.module.css'
import { StartHint } from './start-hint'
import { usePeopleFilters } from './use-people-filters'
import { usePlaces } from './use-places'

/** R9: everyone on file, found by name, number and department, with the department tree at the side. */
export function PeoplePage() {
  const { can, organization } = useSession()
  const navigate = useNavigate()
  const places = usePlaces()
  const wide = useWide()
  const { filters, fields, found } = usePeopleFilters('people')
  const [chosen, setChosen] = useState<Chosen[]>([])
  const [grouping, setGrouping] = useState(false)
  const { department } = filters.values
  const people = useEndpoint(searchPeople, { ...found, page: filters.page, pageSize: filters.pageSize }, { keepPrevious: true })
  const newPath = department ? `/people/new?department=${department}` : '/people/new'

  return (
    <ListPage
      header={
        <>
          <PageHeader title="人员信息管理" actions={<Actions newPath={newPath} />} />
          {can('person.write') && <StartHint missing={places.missing} />}
        </>
      }
      side={
        wide &&
        can('department.read') && (
          <DepartmentSide places={places} selected={department} onSelect={(id) => filters.set({ department: id })} />
        )
      }
      filters={<FilterBar fields={fields} filters={filters} />}
    >
      <DataTable
        listKey="people"
        columns={columns(organization.name, can('person.write'))}
        query={people}
        filters={filters}
        rowKey={(person) => person.id}
        selection={can('keyGroup.write') ? chosenSelection<PersonRow>(chosen, setChosen) : undefined}
        toolbar={
          <>
            {can('keyGroup.write') && (
              <Button disabled={chosen.length === 0} onClick={() => setGrouping(true)}>
                {chosen.length > 0 ? `加入标签（${chosen.length} 人）` : '加入标签'}
              </Button>
            )}
            <ExportPeople found={found} total={people.data?.total ?? 0} />
          </>
        }
        empty={{ title: '还没有人员', hint: '可以逐个新增，也可以用模板批量导入。', action: <Actions newPath={newPath} /> }}
        onOpen={(person) => void navigate(`/people/${person.id}`)}
      />
      {grouping && <AddToGroupDialog people={chosen} onClose={() => setGrouping(false)} onDone={() => { setGrouping(false); setChosen([]) }} />}
    </ListPage>
  )
}

function Actions({ newPath }: { newPath: string }) {
  const { can } = useSession()
  const navigate = useNavigate()
  return (
    <>
      {can('import.write') && <Button onClick={() => void navigate('/imports')}>批量导入</Button>}
      {can('person.write') && (
        <Button type="primary" icon={<PlusOutlined aria-hidden />} style={{ marginLeft: 8 }} onClick={() => void navigate(newPath)}>
          新增人员
        </Button>
      )}
    </>
  )
}

const columns = (unit: string, canWrite: boolean): Column<PersonRow>[] => [
  {
    key: 'name',
    title: '姓名、工号',
    always: true,
    width: 92,
    render: (person) => (
      <TwoLines
        first={
          <Link to={`/people/${person.id}`} className={styles.name}>
            {person.name}
          </Link>
        }
        second={person.employeeNo}
      />
    ),
  },
  { key: 'identity', title: '证件', width: 116, render: (person) => <TwoLines first={person.identityNumber} second={labelOf('identityType', person.identityType)} /> },
  { key: 'sex', title: '性别', width: 48, render: (person) => labelOf('sex', person.sex) },
  { key: 'department', title: '科室、单位', render: (person) => <TwoLines first={person.departmentName} second={unit} /> },
  { key: 'post', title: '岗位、编制', width: 100, render: (person) => <TwoLines first={person.postName} second={labelOf('staffing', person.staffing)} /> },
  { key: 'employmentStatus', title: '在职状态', width: 88, render: (person) => labelOf('employmentStatus', person.employmentStatus) },
  { key: 'updatedAt', title: '更新时间', onRequest: true, render: (person) => timeText(person.updatedAt) },
  {
    key: 'actions',
    title: '操作',
    always: true,
    width: 72,
    render: (person) => (
      <RowActions>
        <Link to={`/people/${person.id}`} aria-label={`${canWrite ? '信息维护' : '查看'}“${person.name}”`}>
          {canWrite ? '信息维护' : '查看'}
        </Link>
        {canWrite && (
          <Link to={`/people/${person.id}/edit`} aria-label={`修改“${person.name}”`}>
            修改
          </Link>
        )}
      </RowActions>
    ),
  },
]
