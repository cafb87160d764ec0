import { searchPeople, type PersonRow } from '@talent/shared/contract/people'
import { Button, Input, Table, Tabs } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { chosenSelection, namesOf, withPeople, type Chosen } from './chosen-people'
import styles from './key-groups.module.css'
import { PastePeople } from './paste-people'

interface PeopleChooserProps {
  chosen: Chosen[]
  onChange: (chosen: Chosen[]) => void
}

/** People of the institution, ticked in the list or pasted as a list of names or numbers. */
export function PeopleChooser({ chosen, onChange }: PeopleChooserProps) {
  const { can } = useSession()
  const list = { key: 'list', label: '从人员列表选择', children: <PeopleList chosen={chosen} onChange={onChange} /> }
  const paste = { key: 'paste', label: '粘贴名单', children: <PastePeople onFound={(people) => onChange(withPeople(chosen, people))} /> }
  return (
    <>
      <Tabs aria-label="选择人员的方式" items={can('person.read') ? [list, paste] : [paste]} />
      <p className={styles.chosen} aria-live="polite">
        {chosen.length === 0 ? '还没有选择人员' : <>已选：{namesOf(chosen)}</>}
        {chosen.length > 0 && (
          <Button type="link" size="small" onClick={() => onChange([])}>
            清空所选
          </Button>
        )}
      </p>
    </>
  )
}

/** Few, so that the buttons of the dialog stay in sight. */
const pageSize = 8

function PeopleList({ chosen, onChange }: PeopleChooserProps) {
  const [name, setName] = useState('')
  const [departmentName, setDepartment] = useState('')
  const [page, setPage] = useState(1)
  const people = useEndpoint(searchPeople, { name: name || undefined, departmentName: departmentName || undefined, page, pageSize }, { keepPrevious: true })
  const search = (set: (text: string) => void) => (text: string) => {
    set(text.trim())
    setPage(1)
  }
  return (
    <>
      <div className={styles.chooserFilters}>
        <Input.Search aria-label="按姓名查找" placeholder="姓名，可填一部分" allowClear maxLength={60} onSearch={search(setName)} />
        <Input.Search aria-label="按科室查找" placeholder="科室，可填一部分" allowClear maxLength={40} onSearch={search(setDepartment)} />
      </div>
      <ProblemAlert error={people.error} retry={() => void people.refetch()} />
      <Table<PersonRow>
        size="small"
        rowKey="id"
        loading={people.isPending}
        dataSource={people.data?.items ?? []}
        columns={[
          { key: 'name', title: '姓名', render: (_, person) => person.name },
          { key: 'employeeNo', title: '工号', render: (_, person) => person.employeeNo },
          { key: 'identityNumber', title: '证件号', render: (_, person) => person.identityNumber },
          { key: 'department', title: '科室', render: (_, person) => person.departmentName },
        ]}
        locale={{ emptyText: '没有符合条件的人员' }}
        scroll={{ x: 'max-content' }}
        rowSelection={chosenSelection<PersonRow>(chosen, onChange)}
        pagination={{ current: page, pageSize, total: people.data?.total ?? 0, showSizeChanger: false, showTotal: (total) => `共 ${total} 人`, onChange: setPage }}
      />
    </>
  )
}
