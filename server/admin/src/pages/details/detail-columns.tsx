import type { DetailRow } from '@talent/shared/contract/details'
import { detailValue } from '@talent/shared/domain/detail'
import { detailSections, type DetailSection, type DetailSectionName } from '@talent/shared/domain/sections/details'
import { Button } from 'antd'
import { Link } from 'react-router'
import { problemText } from '../../api/problem-text'
import type { Column } from '../../ui/data-table'
import { StateTag } from '../../ui/state-tag'
import ui from '../../ui/ui.module.css'
import { useRemoveDetail } from '../people/details/detail-section'
import styles from './details-page.module.css'

/** Who it is, whether the picture is there, what the section declares. `edit` null: for reading only. */
export function detailColumns(section: DetailSectionName, edit: ((row: DetailRow) => void) | null): Column<DetailRow>[] {
  const { fields, attachmentRequired }: DetailSection = detailSections[section]
  return [
    { key: 'name', title: '姓名', always: true, render: ({ personId, name, record }) => <Link to={`/people/${personId}#detail-${record.id}`}>{name}</Link> },
    { key: 'identityNumber', title: '证件号', render: ({ identityNumber }) => identityNumber },
    { key: 'department', title: '科室', render: ({ departmentName }) => <div className={styles.cell}>{departmentName}</div> },
    ...(attachmentRequired
      ? [{ key: 'attachment', title: '附件', render: ({ record }: DetailRow) => (record.missingAttachment ? <StateTag tone="ask">未上传</StateTag> : <StateTag tone="ok">已上传</StateTag>) }]
      : []),
    ...fields.map((field): Column<DetailRow> => ({
      key: `field-${field.key}`,
      title: field.label,
      render: ({ record }) => <div className={styles.cell}>{detailValue(section, field.key, record.values)}</div>,
    })),
    ...(edit ? [{ key: 'actions', title: '操作', always: true, render: (row: DetailRow) => <RowActions row={row} edit={edit} /> }] : []),
  ]
}

function RowActions({ row, edit }: { row: DetailRow; edit: (row: DetailRow) => void }) {
  const { remove, error, isPending } = useRemoveDetail(row.personId, row.record)
  if (row.locked) return <span className={styles.quiet}>考生已确认</span>
  const what = `${row.name}的${row.record.title}`
  return (
    <>
      <span className={styles.actions}>
        <Button type="link" size="small" aria-label={`修改${what}`} onClick={() => edit(row)}>
          修改
        </Button>
        <Button type="link" size="small" danger loading={isPending} aria-label={`删除${what}`} onClick={() => void remove()}>
          删除
        </Button>
      </span>
      {error !== null && (
        <p role="alert" className={ui.inlineProblem}>
          {problemText(error)}
        </p>
      )}
    </>
  )
}
