import { createDetail, DetailRecord, getPersonDetails, maxPictureBytes, maxPicturesOfRecord, searchDetails, updateDetail, uploadPersonPicture, type Picture } from '@talent/shared/contract/details'
import { searchPictures } from '@talent/shared/contract/pictures'
import { getTodos } from '@talent/shared/contract/organization'
import { detailValue } from '@talent/shared/domain/detail'
import type { FieldSpec, FieldValues } from '@talent/shared/domain/fields'
import { detailSections, type DetailSection, type DetailSectionName } from '@talent/shared/domain/sections/details'
import { App, Button, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { StaleDialog, type StaleField } from '../../../api/stale-dialog'
import { staleRecord } from '../../../api/stale-record'
import { uploadTo, useEndpointMutation } from '../../../api/use-endpoint'
import { useDraft } from '../../../drafts/use-draft'
import { useGuardedClose } from '../../../layout/use-guarded-close'
import { FieldsForm } from '../../../ui/fields-form'
import { UploadDrop } from '../../../ui/upload-drop'
import { todayInChina } from '../../../ui/time-text'
import { DetailDraft } from './detail-draft'
import { checkForm, formSpecs, formValues, sentValues, toFormError } from './detail-form-values'
import styles from './details.module.css'
import { PictureList } from './picture-list'

interface DetailDialogProps {
  personId: number
  /** Where the page does not say whose record it is. */
  personName?: string
  section: DetailSectionName
  /** null: a new one. */
  record: DetailRecord | null
  onClose: () => void
}

const refreshes = [getPersonDetails, searchDetails, searchPictures, getTodos]

/** One record of a section, as the declaration has it, with its pictures. */
export function DetailDialog({ personId, personName, section, record, onClose }: DetailDialogProps) {
  const { label, attachmentRequired }: DetailSection = detailSections[section]
  const { message } = App.useApp()
  const [base, setBase] = useState(record)
  const [pictures, setPictures] = useState<Picture[]>(record?.pictures ?? [])
  const [mine, setMine] = useState<FieldValues | null>(null)
  /** What the form began with when it was not the record itself. */
  const [restored, setRestored] = useState<FieldValues | null>(null)
  const [typed, setTyped] = useState<FieldValues | null>(null)
  const [dirty, setDirty] = useState(false)
  const draft = useDraft<DetailDraft>({
    name: `detail:${personId}:${record?.id ?? section}`,
    schema: DetailDraft,
    onRestore: (kept) => {
      if (base && kept.version !== null) setBase({ ...base, version: kept.version })
      setRestored(kept.values)
      setTyped(kept.values)
      setPictures(kept.pictures)
      setDirty(true)
    },
  })
  const { close } = useGuardedClose(dirty, onClose, draft.clear)
  const { keep } = draft
  useEffect(() => {
    if (dirty) keep({ version: base?.version ?? null, values: typed ?? formValues(section, base), pictures })
  }, [dirty, keep, section, base, typed, pictures])
  const show: typeof setPictures = (shown) => {
    setPictures(shown)
    setDirty(true)
  }
  const done = () => {
    draft.clear()
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
    setRestored(null)
    setTyped(null)
    setDirty(false)
    draft.clear()
    update.reset()
  }
  return (
    <Modal open title={`${record ? '修改' : '新增'}${label}${personName ? `：${personName}` : ''}`} width={760} footer={null} mask={{ closable: false }} onCancel={close} destroyOnHidden>
      {draft.notice}
      <fieldset className={styles.dialogPictures}>
        <legend>
          {label}附件{attachmentRequired ? '（必需）' : '（选填）'}
        </legend>
        <PictureList personId={personId} label={`${label}附件`} pictures={pictures} onChange={show} />
        <UploadDrop
          label={`${label}附件`}
          hint={`JPG 或 PNG，每张不超过 3 MB，最多 ${maxPicturesOfRecord} 张；拍摄地点等信息会自动去除`}
          extensions={['.jpg', '.jpeg', '.png']}
          maxBytes={maxPictureBytes}
          multiple
          disabled={pictures.length >= maxPicturesOfRecord}
          send={async (file, progress) => {
            const picture = await uploadTo(uploadPersonPicture, { personId, file }, progress)
            show((old) => [...old, picture])
          }}
        />
      </fieldset>
      <FieldsForm
        // What somebody else saved meanwhile is another form.
        key={`${base?.version ?? 0}${restored ? ':restored' : ''}`}
        name={`detail-${section}`}
        specs={formSpecs(section, base)}
        initialValues={restored ?? formValues(section, base)}
        onValues={(values) => {
          setTyped(values)
          setDirty(true)
        }}
        check={(values) => checkForm(section, base, values, pictures.length, todayInChina())}
        onSubmit={(values) => save(values)}
        saving={create.isPending || update.isPending}
        error={stale ? null : toFormError(create.error ?? update.error)}
        extraActions={<Button onClick={close}>取消</Button>}
      />
      {stale && mine && (
        <StaleDialog<Version>
          mine={{ values: mine, pictures }}
          current={{ values: { ...formValues(section, stale) }, pictures: stale.pictures }}
          fields={staleFields(personId, section, formSpecs(section, stale))}
          onKeepMine={() => save(mine, stale.version)}
          onTakeCurrent={() => takeCurrent(stale)}
          onCancel={() => update.reset()}
        />
      )}
    </Modal>
  )
}

interface Version {
  values: FieldValues
  pictures: Picture[]
}

/** The pictures too: one that a colleague has added meanwhile is not taken away unseen. */
const staleFields = (personId: number, section: DetailSectionName, specs: readonly FieldSpec[]): StaleField<Version>[] => [
  ...specs.map((spec): StaleField<Version> => ({
    key: spec.key, label: spec.label, show: ({ values }) => detailValue(section, spec.key, values), same: (a, b) => (a.values[spec.key] ?? '') === (b.values[spec.key] ?? ''),
  })),
  {
    key: 'pictures',
    label: '附件',
    show: ({ pictures }) => pictures.length > 0 && <PictureList personId={personId} label="附件" pictures={pictures} />,
    same: (a, b) => idsOf(a) === idsOf(b),
  },
]
const idsOf = ({ pictures }: Version): string => pictures.map(({ attachmentId }) => attachmentId).join()
