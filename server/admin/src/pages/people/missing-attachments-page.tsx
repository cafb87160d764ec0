import { listMissingAttachments } from '@talent/shared/contract/details'
import type { Output } from '@talent/shared/contract/endpoint'
import { detailSections } from '@talent/shared/domain/sections/details'
import { Link } from 'react-router'
import { useEndpoint } from '../../api/use-endpoint'
import { DataTable, type Column } from '../../ui/data-table'
import { ListPage } from '../../ui/list-page'
import { PageHeader } from '../../ui/page-header'
import { useUrlFilters } from '../../ui/use-url-filters'

type Row = Output<typeof listMissingAttachments>['items'][number]

/** Records that were imported without the picture that their section asks for; each leads to where it is uploaded. */
export function MissingAttachmentsPage() {
  const filters = useUrlFilters({}, { keep: 'missing-attachments' })
  const missing = useEndpoint(listMissingAttachments, { page: filters.page, pageSize: filters.pageSize }, { keepPrevious: true })
  return (
    <ListPage header={<PageHeader title="缺少附件的资料" back={{ to: '/people', label: '返回人员列表' }} description="这些资料还没有上传证书图片。考试必需的资料缺少附件时，填报不会提交考生确认。" />}>
      <DataTable
        listKey="missing-attachments"
        columns={columns}
        query={missing}
        filters={filters}
        rowKey={(row) => row.detailId}
        empty={{ title: '没有缺少附件的资料', hint: '批量导入的资料没有附件时会列在这里，并计入首页待办。' }}
      />
    </ListPage>
  )
}

const columns: Column<Row>[] = [
  { key: 'name', title: '姓名', always: true, width: 120, render: (row) => <Link to={`/people/${row.personId}`}>{row.name}</Link> },
  { key: 'department', title: '科室', width: 160, render: (row) => row.departmentName ?? '' },
  { key: 'section', title: '类别', width: 140, render: (row) => detailSections[row.section].label },
  { key: 'title', title: '资料', render: (row) => row.title },
  { key: 'actions', title: '操作', always: true, width: 120, render: (row) => <Link to={`/people/${row.personId}#detail-${row.detailId}`} aria-label={`为${row.name}上传${detailSections[row.section].label}附件`}>上传附件</Link> },
]
