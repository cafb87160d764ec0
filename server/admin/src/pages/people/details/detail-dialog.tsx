import { createDetail, DetailRecord, getPersonDetails, maxPictureBytes, maxPicturesOfRecord, updateDetail, uploadPersonPicture, type Picture } from '@talent/shared/contract/details'
import { searchPictures } from '@talent/shared/contract/pictures'
import { getTodos } from '@talent/shared/contract/organization'
import { detailValue } from '@talent/shared/domain/detail'
import type { FieldValues } from '@talent/shared/domain/fields'
import { detailSections, type DetailSection, type DetailSectionName } from '@talent/shared/domain/sections/details'
import { App, Button, Modal } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { StaleDialog } from '../../../api/stale-dialog'
import { staleRecord } from '../../../api/stale-record'
import { uploadTo, useEndpointMutation } from '../../../api/use-endpoint'
import { FieldsForm } from '../../../ui/fields-form'
import { UploadDrop } from '../../../ui/upload-drop'
import { checkForm, formSpecs, formValues, sentValues, toFormError } from './detail-form-values'
import styles from './details.module.css'
import { PictureList } from './picture-list'

interface DetailDialogProps {
  personId: number
  section: DetailSectionName
  /** null: a new one. */
  record: DetailRecord | null
  onClose: () => void
}

const refreshes = [getPersonDetails, searchPictures, getTodos]

/** One record of a section, as the declaration has it, with its pictures. */
export function DetailDialog({ personId, section, record, onClose }: DetailDialogProps) {
  const { label, attachmentRequired }: DetailSection = detailSections[section]
  const { message } = App.useApp()
  const [base, setBase] = useState(record)
  const [pictures, setPictures] = useState<Picture[]>(record?.pictures ?? [])
  const [mine, setMine] = useState<FieldValues | null>(null)
  const done = () => {
    void message.success(`已保存${label}`)
    onClose()
  }
  const create = useEndpointMutation(createDetail, { refreshes, onSuccess: done })
  const update = useEndpointMutation(updateDetail, { refreshes, onSuccess: done })
  const stale = staleRecord(update.error, DetailRecord)

  const save = (values: FieldValues, version = base?.version) => {
    setMine(values)
    const form = { personId, values: sentValues(section, base, values), pictureIds: pictures.map((picture) => picture.attachmentId) }
    if (base === null || version === undefined) create.mutate({ ...form, section })
    else update.mutate({ ...form, detailId: base.id, version })
  }
  const takeCurrent = (current: DetailRecord) => {
    setBase(current)
    setPictures(current.pictures)
    update.reset()
  }
  return (
    <Modal open title={`${record ? '修改' : '新增'}${label}`} width={760} footer={null} mask={{ closable: false }} onCancel={onClose} destroyOnHidden>
      <fieldset className={styles.dialogPictures}>
        <legend>
          {label}附件{attachmentRequired ? '（必需）' : '（选填）'}
        </legend>
        <PictureList personId={personId} label={`${label}附件`} pictures={pictures} onChange={setPictures} />
        <UploadDrop
          label={`${label}附件`}
          hint={`JPG 或 PNG，每张不超过 3 MB，最多 ${maxPicturesOfRecord} 张；拍摄地点等信息会自动去除`}
          extensions={['.jpg', '.jpeg', '.png']}
          maxBytes={maxPictureBytes}
          multiple
          disabled={pictures.length >= maxPicturesOfRecord}
          send={async (file, progress) => {
            const picture = await uploadTo(uploadPersonPicture, { personId, file }, progress)
            setPictures((old) => [...old, picture])
          }}
        />
      </fieldset>
      <FieldsForm
        // What somebody else saved meanwhile is another form.
        key={base?.version ?? 0}
        name={`detail-${section}`}
        specs={formSpecs(section, base)}
        initialValues={formValues(section, base)}
        check={(values) => checkForm(section, base, values, pictures.length, dayjs().format('YYYY-MM-DD'))}
        onSubmit={(values) => save(values)}
        saving={create.isPending || update.isPending}
        error={stale ? null : toFormError(create.error ?? update.error)}
        extraActions={<Button onClick={onClose}>取消</Button>}
      />
      {stale && mine && (
        <StaleDialog
          mine={mine}
          current={{ ...formValues(section, stale) }}
          fields={formSpecs(section, stale).map((spec) => ({
            key: spec.key, label: spec.label, show: (values: FieldValues) => detailValue(section, spec.key, values), same: (a: FieldValues, b: FieldValues) => (a[spec.key] ?? '') === (b[spec.key] ?? ''),
          }))}
          onKeepMine={() => save(mine, stale.version)}
          onTakeCurrent={() => takeCurrent(stale)}
          onCancel={() => update.reset()}
        />
      )}
    </Modal>
  )
}
