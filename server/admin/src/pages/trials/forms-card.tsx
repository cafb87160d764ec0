import { maxPictureBytes } from '@talent/shared/contract/details'
import { getTodos } from '@talent/shared/contract/organization'
import { addFormPhoto, getBlankForm, removeFormPhoto } from '@talent/shared/contract/trial-forms'
import { getTrial, searchTrials, type Trial, type TrialForm } from '@talent/shared/contract/trials'
import { maxPhotosOfForm, specialForms } from '@talent/shared/domain/special-forms'
import { App } from 'antd'
import { fileOf } from '../../api/download'
import { problemText } from '../../api/problem-text'
import { uploadTo, useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'
import { DownloadButton } from '../../ui/download-button'
import { FormCard } from '../../ui/form-card'
import { StateTag } from '../../ui/state-tag'
import { notShrunk, shrinkPicture } from '../../ui/shrink-picture'
import { mayShrink, refuse, UploadDrop } from '../../ui/upload-drop'
import { FormPhotos, photoKinds } from './form-photos'
import { ObjectionNotes } from './objection-notes'
import styles from './trials.module.css'

const refreshes = [getTrial, searchTrials, getTodos]

/** 特殊附件: the forms that this filing needs, blank to print and stamped to hand in. Nothing when it needs none. */
export function FormsCard({ trial, mayChange, mayPrint }: { trial: Trial; mayChange: boolean; mayPrint: boolean }) {
  if (trial.forms.length === 0) return null
  return (
    <FormCard title="特殊附件" description="下载空表，填写、签名并盖章后拍成照片上传。照片齐全后，填报才提交考生确认；考生确认后，照片随填报锁定。多人的照片可以在“附件批量导入”中一次上传。">
      {trial.forms.map((form) => (
        <OneForm key={form.form} trial={trial} form={form} mayChange={mayChange} mayPrint={mayPrint} />
      ))}
    </FormCard>
  )
}

function OneForm({ trial, form: { form, reason, photos }, mayChange, mayPrint }: { trial: Trial; form: TrialForm; mayChange: boolean; mayPrint: boolean }) {
  const { label } = specialForms[form]
  const refresh = useRefresh()
  const change = useChange(trial, { form, reason, photos })
  return (
    <section className={styles.specialForm} aria-label={label}>
      <div className={styles.segmentHead}>
        <h3>{label}</h3>
        <span className={styles.formTools}>
          <FormState reason={reason} photos={photos.length} />
          {mayPrint && reason !== null && <DownloadButton order={fileOf(getBlankForm, { trialId: trial.id, form })}>下载空表</DownloadButton>}
        </span>
      </div>
      <p className={styles.quiet}>{reason === null ? '现在的填报不需要这张表，照片不会提交考生，可以删除。' : `需要的原因：${reason}`}</p>
      <ObjectionNotes path={['forms', form]} />
      {photos.length > 0 && <FormPhotos trialId={trial.id} label={label} photos={photos} change={mayChange ? change : null} />}
      {mayChange && reason !== null && (
        <UploadDrop
          label="盖章后的照片"
          hint={`JPG 或 PNG，每张不超过 3 MB，最多 ${maxPhotosOfForm} 张；拍摄地点等信息会自动去除`}
          extensions={photoKinds}
          maxBytes={maxPictureBytes}
          multiple
          disabled={photos.length >= maxPhotosOfForm}
          send={async (file, progress) => {
            await uploadTo(addFormPhoto, { trialId: trial.id, form, file }, progress)
            for (const endpoint of refreshes) refresh(endpoint)
          }}
        />
      )}
    </section>
  )
}

function FormState({ reason, photos }: { reason: string | null; photos: number }) {
  if (reason === null) return <StateTag tone="neutral">不再需要</StateTag>
  return photos > 0 ? <StateTag tone="ok">{`已上传 ${photos} 张`}</StateTag> : <StateTag tone="ask">未上传</StateTag>
}

function useChange(trial: Trial, { form }: TrialForm) {
  const { message } = App.useApp()
  const confirm = useConfirm()
  const failed = (error: unknown) => void message.error(problemText(error))
  const add = useEndpointMutation(addFormPhoto, { refreshes })
  const remove = useEndpointMutation(removeFormPhoto, { refreshes })
  return {
    busy: add.isPending || remove.isPending,
    async replace(attachmentId: number, chosen: File) {
      const refusal = refuse(chosen, photoKinds, maxPictureBytes)
      const shrinks = mayShrink(chosen, photoKinds)
      if (refusal && !shrinks) return void message.error(refusal)
      if (shrinks && !(await confirm({ title: `${refusal}。压缩后再替换？`, action: '压缩后替换' }))) return
      const file = shrinks ? await shrinkPicture(chosen) : chosen
      if (!file) return void message.error(notShrunk.message)
      add.mutate({ trialId: trial.id, form, replaces: attachmentId, file }, { onSuccess: () => void message.success('已替换'), onError: failed })
    },
    async remove(attachmentId: number, name: string) {
      const sure = await confirm({ title: `删除${name}的照片？`, content: '缺少照片时，填报不会提交考生确认。', action: '删除', danger: true })
      if (sure) remove.mutate({ trialId: trial.id, attachmentId }, { onSuccess: () => void message.success('已删除'), onError: failed })
    },
  }
}
