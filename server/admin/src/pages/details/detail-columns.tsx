import type { DetailRow } from '@talent/shared/contract/details'
import { detailValue } from '@talent/shared/domain/detail'
import type { FieldSpec } from '@talent/shared/domain/fields'
import { detailSections, type DetailSection, type DetailSectionName } from '@talent/shared/domain/sections/details'
import { Button } from 'antd'
import { Link } from 'react-router'
import { problemText } from '../../api/problem-text'
import type { Column } from '../../ui/data-table'
import { StateTag } from '../../ui/state-tag'
import { TwoLines } from '../../ui/two-lines'
import ui from '../../ui/ui.module.css'
import { useRemoveDetail } from '../people/details/detail-section'
import styles from './details-page.module.css'

/** Who it is, whether the picture is there, what the section declares. `edit` null: for reading only. */
export function detailColumns(section: DetailSectionName, edit: ((row: DetailRow) => void) | null): Column<DetailRow>[] {
  const { fields, attachmentRequired }: DetailSection = detailSections[section]
  const leading = leadingFields(fields)
  return [
    { key: 'name', title: '姓名、证件号', always: true, width: 116, render: ({ personId, name, identityNumber, record }) => <TwoLines first={<Link to={`/people/${personId}#detail-${record.id}`}>{name}</Link>} second={identityNumber} /> },
    { key: 'department', title: '科室', render: ({ departmentName }) => departmentName },
    ...(attachmentRequired
      ? [{ key: 'attachment', title: '附件', width: 76, render: ({ record }: DetailRow) => (record.missingAttachment ? <StateTag tone="ask">未上传</StateTag> : <StateTag tone="ok">已上传</StateTag>) }]
      : []),
    ...fields.map((field): Column<DetailRow> => ({
      key: `field-${field.key}`,
      title: field.label,
      secondary: !leading.includes(field),
      render: ({ record }) => detailValue(section, field.key, record.values),
    })),
    ...(edit ? [{ key: 'actions', title: '操作', always: true, width: 92, render: (row: DetailRow) => <RowActions row={row} edit={edit} /> }] : []),
  ]
}

/** What a record can't do without, and others as far as there is room beside the name in a window of 1280 px. */
function leadingFields(fields: readonly FieldSpec[]): FieldSpec[] {
  const required = fields.filter((field) => field.required)
  return [...required, ...fields.filter((field) => !field.required).slice(0, Math.max(0, 4 - required.length))]
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
