import { listDepartments } from '@talent/shared/contract/organization'
import { maxFiledAtOnce, searchEligiblePeople, type EligiblePerson } from '@talent/shared/contract/trials'
import { Button, Input, Select, Table } from 'antd'
import { useId, useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import { FormCard } from '../../ui/form-card'
import { buildTree, pathChoices } from '../departments/department-tree'
import { IneligiblePeople } from './ineligible-people'
import { useSettled } from '../../ui/use-settled'
import styles from './trials.module.css'

interface PeoplePickerProps {
  businessCode: '05' | '03'
  examYear: number
  chosen: readonly EligiblePerson[]
  onChoose: (people: EligiblePerson[]) => void
  /** 保存 was pressed without anybody. */
  missing: boolean
}

const pageSize = 10

/** Several people who may be put up for the exam; whoever was chosen stays chosen while others are looked for. */
export function PeoplePicker({ businessCode, examYear, chosen, onChoose, missing }: PeoplePickerProps) {
  const id = useId()
  const { can } = useSession()
  const [typed, setTyped] = useState('')
  const [departmentId, setDepartmentId] = useState<number>()
  const [page, setPage] = useState(1)
  const keyword = useSettled(typed.trim())
  const departments = useEndpoint(listDepartments, {}, { enabled: can('department.read') })
  const found = useEndpoint(searchEligiblePeople, { businessCode, examYear, keyword: keyword || undefined, departmentId, page, pageSize }, { keepPrevious: true })
  const tooMany = chosen.length > maxFiledAtOnce
  return (
    <FormCard title="填报人员" extra={chosen.length > 0 && <Button onClick={() => onChoose([])}>{`取消全部选择（${chosen.length} 人）`}</Button>}>
      <div className={styles.pickerFilters}>
        <div>
          <label htmlFor={`${id}-keyword`}>姓名、科室、证件号或证件号后 4 位</label>
          <Input id={`${id}-keyword`} allowClear autoComplete="off" value={typed} onChange={(event) => (setTyped(event.target.value), setPage(1))} />
        </div>
        {departments.data && (
          <div>
            <label htmlFor={`${id}-department`}>科室</label>
            <Select
              id={`${id}-department`}
              allowClear
              placeholder="全部"
              showSearch={{ optionFilterProp: 'label' }}
              options={pathChoices(buildTree(departments.data.items))}
              onChange={(value: string | undefined) => (setDepartmentId(value === undefined ? undefined : Number(value)), setPage(1))}
            />
          </div>
        )}
      </div>
      <ProblemAlert error={found.error} retry={() => void found.refetch()} />
      <p className={missing || tooMany ? styles.missing : styles.searchHint} role={missing || tooMany ? 'alert' : undefined}>
        {missing ? '请先勾选填报人员' : tooMany ? `已选 ${chosen.length} 人，一次最多填报 ${maxFiledAtOnce} 人，请分批填报` : `已选 ${chosen.length} 人，一次最多 ${maxFiledAtOnce} 人`}
      </p>
      <Table<EligiblePerson>
        rowKey={(person) => person.id}
        size="small"
        loading={found.isLoading}
        dataSource={found.data?.items}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: keyword ? `没有找到可以填报的“${keyword}”` : `没有可以填报 ${examYear} 年的人员` }}
        rowSelection={{
          selectedRowKeys: chosen.map((person) => person.id),
          preserveSelectedRowKeys: true,
          // A row of an earlier page comes back as it was chosen.
          onChange: (keys, rows) => onChoose(keys.flatMap((key) => rows.find((row) => row?.id === key) ?? chosen.find((person) => person.id === key) ?? [])),
          getCheckboxProps: (person) => ({ 'aria-label': `选择${person.name}` }),
        }}
        columns={[
          { title: '姓名', dataIndex: 'name', width: 100 },
          { title: '证件号', dataIndex: 'identityNumber', width: 120 },
          { title: '科室', width: 160, render: (_, person) => person.departmentName ?? <span className={styles.quiet}>未填写</span> },
          { title: '资料', render: (_, person) => <Lacks missing={person.missing} /> },
        ]}
        pagination={{ current: page, pageSize, total: found.data?.total ?? 0, showSizeChanger: false, hideOnSinglePage: true, showTotal: (total) => `共 ${total} 人`, onChange: setPage }}
      />
      <IneligiblePeople businessCode={businessCode} examYear={examYear} keyword={keyword} departmentId={departmentId} />
    </FormCard>
  )
}

function Lacks({ missing }: { missing: readonly string[] }) {
  if (missing.length === 0) return <span className={styles.complete}>齐全</span>
  return <span className={styles.lacks}>{missing.join('；')}</span>
}
