import type { PictureHolder } from '@talent/shared/contract/pictures'
import type { PicturePlace } from '@talent/shared/domain/picture-match'
import type { Tone } from '@talent/shared/tokens'
import { Button, Progress, Table } from 'antd'
import type { TableProps } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { StateTag } from '../../../ui/state-tag'
import styles from '../pictures.module.css'
import { EntryThumb } from './entry-thumb'
import { placeTitle, type BatchRow, type RowState } from './picture-batch'
import { TargetPicker } from './target-picker'

/** A state in words and its colour; the same in the table and on the tabs. */
export const stateWords: Record<RowState, { label: string; tone: Tone }> = {
  reading: { label: '检查中', tone: 'neutral' },
  ready: { label: '已匹配', tone: 'ok' },
  ask: { label: '待确认', tone: 'ask' },
  problem: { label: '不能上传', tone: 'stop' },
  tooLarge: { label: '太大', tone: 'wait' },
  skipped: { label: '跳过', tone: 'neutral' },
  sending: { label: '上传中', tone: 'neutral' },
  done: { label: '已上传', tone: 'ok' },
  failed: { label: '上传失败', tone: 'stop' },
}

interface BatchTableProps {
  rows: BatchRow[]
  holders: (row: BatchRow) => readonly PictureHolder[]
  /** While the batch is sent nothing is changed. */
  frozen: boolean
  onPerson: (row: BatchRow, personId: number) => void
  onPlace: (row: BatchRow, place: PicturePlace) => void
  onShrink: (row: BatchRow) => void
  onRemove: (row: BatchRow) => void
}

/** Every file with whose it is, where it goes, and what is to be done. */
export function BatchTable({ rows, frozen, ...actions }: BatchTableProps) {
  const columns: TableProps<BatchRow>['columns'] = [
    { key: 'file', title: '图片', render: (_, { entry }) => <FileCell file={entry.file} fileName={entry.fileName} /> },
    { key: 'target', title: '人员和资料', render: (_, row) => <Target row={row} frozen={frozen} {...actions} /> },
    { key: 'state', title: '状态', width: 260, render: (_, row) => <State row={row} /> },
    {
      key: 'actions', title: '操作', width: 132,
      render: (_, row) => !frozen && row.state !== 'done' && (
        <>
          {row.state === 'tooLarge' && (
            <Button type="link" size="small" aria-label={`压缩 ${row.entry.fileName}`} onClick={() => actions.onShrink(row)}>
              压缩
            </Button>
          )}
          <Button type="link" size="small" danger aria-label={`移除 ${row.entry.fileName}`} onClick={() => actions.onRemove(row)}>
            移除
          </Button>
        </>
      ),
    },
  ]
  return <Table<BatchRow> rowKey={(row) => row.entry.id} size="small" columns={columns} dataSource={rows} scroll={{ x: 'max-content' }} pagination={{ defaultPageSize: 20, hideOnSinglePage: true, showTotal: (total) => `共 ${total} 个` }} />
}

const FileCell = ({ file, fileName }: { file: File; fileName: string }) => (
  <div className={styles.file}>
    <EntryThumb file={file} fileName={fileName} />
    <span className={styles.fileName} title={fileName}>
      {fileName}
    </span>
  </div>
)

type TargetProps = Pick<BatchTableProps, 'frozen' | 'holders' | 'onPerson' | 'onPlace'> & { row: BatchRow }

/** What is certain is shown and can be changed; what is not is chosen right here. */
function Target({ row, frozen, holders, onPerson, onPlace }: TargetProps) {
  const [changing, setChanging] = useState(false)
  const { holder, place, state, entry } = row
  const settled = holder !== null && place !== null
  if (state === 'reading' || (entry.fault !== null && state === 'problem')) return <span className={styles.facts}>—</span>
  const open = !frozen && state !== 'done' && (changing || !settled)
  if (open) return <TargetPicker row={row} candidates={holders(row)} onPerson={(personId) => onPerson(row, personId)} onPlace={(chosen) => onPlace(row, chosen)} />
  return (
    <div className={styles.target}>
      <span>
        <span className={styles.who}>{holder?.name ?? '未匹配'}</span> <span className={styles.facts}>{holder ? `${holder.identityNumber}　${holder.departmentName ?? ''}` : ''}</span>
      </span>
      {holder && place && (
        <span>
          {placeTitle(place, holder)}
          {!frozen && state !== 'done' && (
            <Button type="link" size="small" aria-label={`更改 ${entry.fileName} 的人员和资料`} onClick={() => setChanging(true)}>
              更改
            </Button>
          )}
        </span>
      )}
    </div>
  )
}

function State({ row: { state, message, match, there, entry } }: { row: BatchRow }) {
  const { label, tone } = stateWords[state]
  if (entry.sending.kind === 'sending') return <Progress percent={Math.round(entry.sending.percent)} size="small" aria-label={`${entry.fileName} 上传进度`} />
  return (
    <>
      <StateTag tone={tone}>{label}</StateTag>
      {message && (
        <p className={styles.message}>
          {message}
          {match?.kind === 'impossible' && (
            // In a window of its own: the files that were dropped stay here.
            <Link to={`/people/${match.personId}`} target="_blank" rel="noopener" className={styles.record}>
              打开人员资料
            </Link>
          )}
        </p>
      )}
      {state === 'ready' && there.length > 0 && <p className={styles.message}>该处已有 {there.length} 张图片</p>}
    </>
  )
}
