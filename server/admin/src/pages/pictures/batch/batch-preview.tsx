import type { PictureHolder } from '@talent/shared/contract/pictures'
import { pictureSectionLabel } from '@talent/shared/domain/sections/pictures'
import { Alert, Button, Progress, Radio, Select } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../../api/problem-alert'
import { useRefresh } from '../../../api/use-endpoint'
import { useUnsavedGuard } from '../../../layout/use-unsaved-guard'
import { useConfirm } from '../../../ui/confirm'
import { CountTabs } from '../../../ui/count-tabs'
import { FormCard } from '../../../ui/form-card'
import { picturesChange } from '../picture-sending'
import styles from '../pictures.module.css'
import { usePictureSections } from '../use-picture-sections'
import { BatchTable } from './batch-table'
import type { BatchRow, RowState, WhenThere } from './picture-batch'
import type { PictureBatch } from './use-picture-batch'
import { useSending, type SendingControl } from './use-sending'

const groups: { key: string; label: string; states: RowState[] }[] = [
  { key: 'all', label: '全部', states: [] },
  { key: 'todo', label: '待处理', states: ['ask', 'problem', 'tooLarge'] },
  { key: 'ready', label: '可上传', states: ['ready', 'sending'] },
  { key: 'skipped', label: '跳过', states: ['skipped'] },
  { key: 'failed', label: '上传失败', states: ['failed'] },
  { key: 'done', label: '已上传', states: ['done'] },
]

const matching = (rows: readonly BatchRow[], key: string): BatchRow[] => {
  const states = groups.find((group) => group.key === key)?.states ?? []
  return states.length === 0 ? [...rows] : rows.filter((row) => states.includes(row.state))
}

/** The matching before anything is uploaded, put right by hand where it must, and the upload itself. */
export function BatchPreview({ batch, onClose }: { batch: PictureBatch; onClose: () => void }) {
  const { rows, act } = batch
  const [shown, setShown] = useState('all')
  const sending = useSending(act, batch.whenThere)
  const frozen = sending.state !== 'idle'
  const ready = matching(rows, 'ready')
  const failed = matching(rows, 'failed')
  const todo = matching(rows, 'todo')
  const large = rows.filter((row) => row.state === 'tooLarge')
  const unsent = rows.some((row) => row.state !== 'done')
  const leave = useUnsavedGuard(unsent)
  const confirm = useConfirm()
  const refresh = useRefresh()

  const close = async () => {
    const sure = !unsent || (await confirm({ title: '关闭这一批图片？', content: `还有 ${rows.filter((row) => row.state !== 'done').length} 个文件没有上传。已上传的图片保留在档案中。`, action: '关闭', danger: true }))
    if (!sure) return
    sending.cancel()
    leave(onClose)
  }
  const upload = async (which: readonly BatchRow[]) => {
    await sending.start(which)
    for (const endpoint of picturesChange) refresh(endpoint)
  }
  const retry = async () => {
    // Somebody may have changed what was there: the newest is asked for first.
    await batch.refresh([...new Set(failed.flatMap((row) => row.place?.personId ?? []))]).catch(() => undefined)
    await upload(failed)
  }
  const holders = (row: BatchRow): PictureHolder[] => (row.match?.kind === 'whichPerson' ? row.match.personIds.flatMap((id) => batch.holderOf(id) ?? []) : [])

  return (
    <FormCard title={`核对 ${rows.length} 个文件`} extra={<Button onClick={() => void close()}>返回列表</Button>} description="上传前请核对人员和资料；没有匹配上的可以在这里选择，不需要的可以移除。">
      <Choices batch={batch} frozen={frozen} />
      {batch.error ? <ProblemAlert error={batch.error} retry={batch.ask} /> : null}
      <CountTabs
        label="按匹配结果"
        value={shown}
        onChange={setShown}
        tabs={groups.map(({ key, label }) => ({ key, label, count: matching(rows, key).length })).filter(({ key, count }) => key === 'all' || key === shown || count > 0)}
      />
      <BatchTable
        key={shown}
        rows={matching(rows, shown)}
        holders={holders}
        frozen={frozen}
        onPerson={(row, personId) => void batch.choosePerson(row, personId)}
        onPlace={(row, place) => act({ type: 'place', id: row.entry.id, place })}
        onShrink={(row) => void batch.shrink([row])}
        onRemove={(row) => act({ type: 'removed', ids: [row.entry.id] })}
      />
      <div className={styles.bar}>
        <UploadProgress rows={rows} sending={sending} />
        {!frozen && todo.length > large.length && <Button onClick={() => void batch.rematch()}>重新匹配</Button>}
        {!frozen && large.length > 0 && <Button onClick={() => void batch.shrink(large)}>压缩太大的 {large.length} 张</Button>}
        {!frozen && failed.length > 0 && <Button onClick={() => void retry()}>重试失败的 {failed.length} 张</Button>}
        {frozen ? (
          <Button danger onClick={sending.cancel}>
            停止上传
          </Button>
        ) : ready.length === 0 && !unsent ? (
          <Button type="primary" onClick={() => void close()}>
            完成，返回列表
          </Button>
        ) : (
          <Button type="primary" disabled={ready.length === 0} onClick={() => void upload(ready)}>
            {`上传 ${ready.length} 张图片`}
          </Button>
        )}
      </div>
    </FormCard>
  )
}

function Choices({ batch: { section, whenThere, act }, frozen }: { batch: PictureBatch; frozen: boolean }) {
  const sections = usePictureSections('trial.write')
  return (
    <div className={styles.choices}>
      <label className={styles.choice}>
        <span>这批图片是</span>
        <Select
          aria-label="这批图片是"
          disabled={frozen}
          value={section ?? ''}
          style={{ width: 220 }}
          options={[{ value: '', label: '按文件名识别资料类别' }, ...sections.map((name) => ({ value: name, label: pictureSectionLabel(name) }))]}
          onChange={(value) => act({ type: 'section', section: sections.find((name) => name === value) ?? null })}
        />
      </label>
      <div className={styles.choice} role="group" aria-label="已有图片时">
        <span>已有图片时（照片只有一张，追加也会替换）</span>
        <Radio.Group
          disabled={frozen}
          value={whenThere}
          optionType="button"
          options={[{ value: 'add', label: '追加' }, { value: 'replace', label: '替换' }, { value: 'skip', label: '跳过' }]}
          onChange={(event) => act({ type: 'whenThere', whenThere: event.target.value as WhenThere })}
        />
      </div>
    </div>
  )
}

/** How many have arrived of those that were to be sent; announced as it changes. */
function UploadProgress({ rows, sending: { state } }: { rows: readonly BatchRow[]; sending: SendingControl }) {
  const of = (...states: RowState[]) => rows.filter((row) => states.includes(row.state)).length
  const [done, failed, open] = [of('done'), of('failed'), of('ready', 'sending')]
  if (state === 'idle' && done + failed === 0) return <div className={styles.barProgress} />
  const finished = state === 'idle' && open === 0
  return (
    <div className={styles.barProgress} role="status">
      {state === 'waiting' && <Alert type="warning" showIcon title="暂时连接不上服务器，恢复后会自动继续，不会重复上传" />}
      <Progress percent={Math.floor((done / Math.max(1, done + failed + open)) * 100)} status={finished && failed === 0 ? 'success' : 'normal'} aria-label="全部图片的上传进度" />
      {`已上传 ${done} 张，共 ${done + failed + open} 张${failed > 0 ? `，${failed} 张失败` : ''}`}
    </div>
  )
}
