import { DeleteOutlined } from '@ant-design/icons'
import { maxPicturesOfRecord, setPortrait } from '@talent/shared/contract/details'
import { removeDetailPicture, type PictureRow } from '@talent/shared/contract/pictures'
import { removeFormPhoto } from '@talent/shared/contract/trial-forms'
import { isPortrait, type PicturePlace } from '@talent/shared/domain/picture-match'
import { isSpecialForm, maxPhotosOfForm } from '@talent/shared/domain/special-forms'
import { Button, Progress, Upload } from 'antd'
import { useState } from 'react'
import { problemText } from '../../api/problem-text'
import { useSession } from '../../api/session'
import { useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'
import { openBySpace } from '../../ui/open-by-space'
import { nameless, notShrunk, shrinkPicture } from '../../ui/shrink-picture'
import { PictureGroup, Thumbnail } from '../../ui/thumbnail'
import ui from '../../ui/ui.module.css'
import { pictureSource } from '../people/details/picture-list'
import { formPhotoSource } from '../trials/form-photos'
import { lookAt, picturesChange as changed, sendPicture } from './picture-sending'
import styles from './pictures.module.css'

const isPortraitRow = (row: PictureRow): boolean => isPortrait(placeOf(row))

function placeOf({ personId, detailId, trialId, section }: PictureRow): PicturePlace {
  return trialId !== null && isSpecialForm(section) ? { personId, detailId, filed: { trialId, form: section } } : { personId, detailId }
}

/** How many a place holds; the one portrait gives way to another. */
function roomOf(row: PictureRow): number {
  if (isPortraitRow(row)) return Infinity
  return row.trialId === null ? maxPicturesOfRecord : maxPhotosOfForm
}

const sourceOf = ({ personId, trialId }: PictureRow, attachmentId: number, size: 'thumb' | 'full'): string =>
  trialId === null ? pictureSource(personId, attachmentId, size) : formPhotoSource(trialId, attachmentId, size)

/** The pictures of one place, each to be looked at and taken away, and room to drop more on it. */
export function RowPictures({ row, writable }: { row: PictureRow; writable: boolean }) {
  const { can } = useSession()
  const mayEnlarge = writable || can('person.reveal')
  const open = writable && !row.locked
  const full = row.pictures.length >= roomOf(row)
  return (
    <div className={styles.rowPictures}>
      <PictureGroup>
        {row.pictures.map((picture, index) => {
          const name = `${row.name}的${row.title}${row.pictures.length > 1 ? ` ${index + 1}` : ''}`
          return (
            <span key={picture.attachmentId} className={styles.picture}>
              <Thumbnail src={sourceOf(row, picture.attachmentId, 'thumb')} {...(mayEnlarge ? { full: sourceOf(row, picture.attachmentId, 'full') } : {})} alt={name} width={56} height={56} />
              {open && <RemoveButton row={row} attachmentId={picture.attachmentId} name={name} />}
            </span>
          )
        })}
      </PictureGroup>
      {open && !full && <RowDrop row={row} />}
      {writable && row.locked && <span className={styles.facts}>{row.trialId === null ? '考生已确认，不能更换' : '考生已确认或填报已截止，不能更换'}</span>}
    </div>
  )
}

function RemoveButton({ row, attachmentId, name }: { row: PictureRow; attachmentId: number; name: string }) {
  const confirm = useConfirm()
  const ofRecord = useEndpointMutation(removeDetailPicture, { refreshes: changed })
  const ofPerson = useEndpointMutation(setPortrait, { refreshes: changed })
  const ofFiling = useEndpointMutation(removeFormPhoto, { refreshes: changed })
  const { personId, detailId, trialId } = row
  const remove = async () => {
    const content = isPortraitRow(row) || row.pictures.length > 1 ? '删除后不能恢复，可以重新上传。' : trialId === null ? '删除后这条资料没有附件，会回到“未上传”和首页待办，请及时重新上传。' : '删除后填报缺少这张表，不再提交考生确认，请及时重新上传。'
    if (!(await confirm({ title: `删除${name}？`, content, action: '删除', danger: true }))) return
    if (trialId !== null) ofFiling.mutate({ trialId, attachmentId })
    else if (detailId === null) ofPerson.mutate({ personId, attachmentId: null, current: attachmentId })
    else ofRecord.mutate({ personId, detailId, attachmentId })
  }
  const error = ofRecord.error ?? ofPerson.error ?? ofFiling.error
  return (
    <>
      <Button className={styles.remove} size="small" danger icon={<DeleteOutlined aria-hidden />} aria-label={`删除${name}`} loading={ofRecord.isPending || ofPerson.isPending || ofFiling.isPending} onClick={() => void remove()} />
      {error && <span role="alert" className={ui.inlineProblem}>{problemText(error)}</span>}
    </>
  )
}

type DropState = { kind: 'idle' } | { kind: 'sending'; percent: number } | { kind: 'tooLarge'; file: File; message: string } | { kind: 'failed'; file: File | null; message: string }

/** Files dropped on one place go there at once, one after the other. */
function RowDrop({ row }: { row: PictureRow }) {
  const [state, setState] = useState<DropState>({ kind: 'idle' })
  const refresh = useRefresh()
  const place = placeOf(row)
  const alone = isPortraitRow(row)
  const portrait = alone ? (row.pictures[0]?.attachmentId ?? null) : null

  const send = async (file: File): Promise<boolean> => {
    const fault = await lookAt(file)
    if (fault) {
      setState(fault.kind === 'tooLarge' ? { ...fault, kind: 'tooLarge', file } : { kind: 'failed', file: null, message: fault.message })
      return false
    }
    try {
      setState({ kind: 'sending', percent: 0 })
      await sendPicture({ place, replaces: [], portrait }, file, (percent) => setState({ kind: 'sending', percent }))
      return true
    } catch (error) {
      setState({ kind: 'failed', file, message: problemText(error) })
      return false
    }
  }
  const sendAll = async (files: readonly File[]) => {
    let well = true
    for (const file of files) well = well && (await send(file))
    if (well) setState({ kind: 'idle' })
    for (const endpoint of changed) refresh(endpoint)
  }
  const shrink = async (large: File) => {
    const file = await shrinkPicture(large)
    if (file) await sendAll([file])
    else setState({ kind: 'failed', file: null, message: notShrunk.message })
  }
  const label = `${alone && row.pictures.length > 0 ? '更换' : '上传'}${row.name}的${row.title}`

  if (state.kind === 'sending') return <Progress className={styles.rowState} percent={Math.round(state.percent)} size="small" aria-label={`${label} 进度`} />
  return (
    <div className={styles.rowDrop} onKeyDown={openBySpace}>
      <Upload.Dragger
        multiple={!alone}
        showUploadList={false}
        beforeUpload={(file, all) => {
          if (file === all[0]) void sendAll(alone ? [nameless(file)] : all.map((one) => nameless(one)))
          return false
        }}
      >
        <span className={styles.rowDropWords} aria-label={label}>
          拖到这里
          <br />
          {alone && row.pictures.length > 0 ? '或点击更换' : '或点击上传'}
        </span>
      </Upload.Dragger>
      {state.kind !== 'idle' && (
        <p role="alert" className={`${styles.rowState} ${ui.inlineProblem}`}>
          {state.message}
          {state.kind === 'tooLarge' && <Button type="link" size="small" onClick={() => void shrink(state.file)}>压缩后上传</Button>}
          {state.kind === 'failed' && state.file && <Button type="link" size="small" onClick={() => state.file && void sendAll([state.file])}>重新上传</Button>}
        </p>
      )}
    </div>
  )
}
