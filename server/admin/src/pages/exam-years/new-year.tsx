import type { ExamYearRow } from '@talent/shared/contract/exam-years'
import { examBusinesses } from '@talent/shared/domain/exam-year'
import { Dropdown, Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useNavigate } from 'react-router'
import { todayInChina } from '../../ui/time-text'
import { businessName } from './exam-year-looks'

const yearsAhead = 2

/** The years that can be prepared and are not there yet. */
export function missingYears(rows: readonly Pick<ExamYearRow, 'businessCode' | 'year'>[], thisYear: number): { businessCode: ExamYearRow['businessCode']; year: number }[] {
  const years = Array.from({ length: yearsAhead + 1 }, (_, i) => thisYear + i)
  return years.flatMap((year) => examBusinesses.filter((businessCode) => !rows.some((row) => row.year === year && row.businessCode === businessCode)).map((businessCode) => ({ businessCode, year })))
}

export function NewYear({ rows }: { rows: readonly ExamYearRow[] }) {
  const navigate = useNavigate()
  const missing = missingYears(rows, Number(todayInChina().slice(0, 4)))
  if (missing.length === 0) return null
  const items = missing.map(({ businessCode, year }) => ({ key: `${businessCode}/${year}`, label: `${year} 年度 ${businessName(businessCode)}` }))
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void navigate(`/exam-years/${key}`) }}>
      <Button icon={<PlusOutlined aria-hidden />}>新增年度</Button>
    </Dropdown>
  )
}
