import { listInstitutionFiles, removeInstitutionFile, uploadInstitutionDocument, uploadInstitutionPicture, type InstitutionFile } from '@talent/shared/contract/institution-changes'
import { institutionFileKinds, institutionFileLabels, maxInstitutionFiles, type InstitutionFileKind } from '@talent/shared/domain/institution-change'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Skeleton } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { problemText } from '../../api/problem-text'
import { useSession } from '../../api/session'
import { endpointKey, uploadTo, useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'
import { DownloadButton } from '../../ui/download-button'
import { FormCard } from '../../ui/form-card'
import { formOf, pictureOrDocument } from '../../ui/picture-or-document'
import { DocumentThumbnail, PictureGroup, Thumbnail } from '../../ui/thumbnail'
import { timeText } from '../../ui/time-text'
import { UploadDrop } from '../../ui/upload-drop'
import styles from './files.module.css'

const fileUrl = (id: number) => `/api/institution/files/${id}`

/** 附件信息 (R4): saved as soon as they are uploaded, apart from the form. */
export function FilesCard() {
  const files = useEndpoint(listInstitutionFiles, {})
  return (
    <FormCard title="附件信息" description="请上传清晰、完整、在有效期内的证件。附件上传后即保存，不用再点“确认保存”。">
      <ProblemAlert error={files.error} retry={() => void files.refetch()} />
      {files.data ? (
        <div className={styles.kinds}>
          {institutionFileKinds.map((kind) => (
            <Kind key={kind} kind={kind} files={files.data.items.filter((file) => file.kind === kind)} />
          ))}
        </div>
      ) : (
        !files.error && <Skeleton active={false} paragraph={{ rows: 4 }} />
      )}
    </FormCard>
  )
}

function Kind({ kind, files }: { kind: InstitutionFileKind; files: InstitutionFile[] }) {
  const { can } = useSession()
  const [replacing, setReplacing] = useState<number | null>(null)
  const label = institutionFileLabels[kind]
  const mayWrite = can('institution.write')
  const replaced = files.findIndex((file) => file.id === replacing)
  return (
    <section aria-label={label} className={styles.kind}>
      <h3>
        {label}
        <span>{files.length > 0 ? `${files.length} 个` : '还没有上传'}</span>
      </h3>
      <PictureGroup>
        <ul className={styles.files}>
          {files.map((file, index) => (
            <FileLine key={file.id} file={file} name={`${label} ${index + 1}`} mayWrite={mayWrite} onReplace={() => setReplacing(file.id)} />
          ))}
        </ul>
      </PictureGroup>
      {mayWrite && replaced >= 0 && (
        <div className={styles.replacing}>
          <Drop kind={kind} replacesId={replacing} label={`新的${label}`} onDone={() => setReplacing(null)} />
          <Button type="link" onClick={() => setReplacing(null)}>
            不更换“{label} {replaced + 1}”
          </Button>
        </div>
      )}
      {mayWrite && replaced < 0 && files.length < maxInstitutionFiles[kind] && <Drop kind={kind} replacesId={null} label={label} />}
    </section>
  )
}

interface DropProps {
  kind: InstitutionFileKind
  replacesId: number | null
  label: string
  onDone?: () => void
}

function Drop({ kind, replacesId, label, onDone }: DropProps) {
  const queries = useQueryClient()
  const send = async (file: File, progress: (percent: number) => void) => {
    const input = { kind, replacesId, file }
    const answer = formOf(file) === 'document' ? await uploadTo(uploadInstitutionDocument, input, progress) : await uploadTo(uploadInstitutionPicture, input, progress)
    queries.setQueryData([...endpointKey(listInstitutionFiles), {}], answer)
    onDone?.()
  }
  return <UploadDrop label={label} hint={`${pictureOrDocument.hint}，最多 ${maxInstitutionFiles[kind]} 个`} extensions={pictureOrDocument.extensions} maxBytes={pictureOrDocument.maxBytes} send={send} />
}

function FileLine({ file, name, mayWrite, onReplace }: { file: InstitutionFile; name: string; mayWrite: boolean; onReplace: () => void }) {
  const { message } = App.useApp()
  const confirm = useConfirm()
  const remove = useEndpointMutation(removeInstitutionFile, { refreshes: [listInstitutionFiles] })
  const ask = async () => {
    if (!(await confirm({ title: `删除“${name}”？`, content: '删除后不能恢复，需要时可重新上传。', action: '删除', danger: true }))) return
    remove.mutate({ institutionFileId: file.id }, { onSuccess: () => void message.success('附件已删除'), onError: (error) => void message.error(problemText(error)) })
  }
  return (
    <li>
      {file.form === 'picture' ? (
        <Thumbnail src={fileUrl(file.id)} alt={name} width={96} height={72} />
      ) : (
        <DocumentThumbnail />
      )}
      <div className={styles.about}>
        <span>{file.form === 'document' ? <DownloadButton type="link" size="small" order={{ method: 'GET', path: fileUrl(file.id) }}>{`${name}（PDF）`}</DownloadButton> : name}</span>
        <span className={styles.when}>
          {file.uploaderName} {timeText(file.uploadedAt)} 上传
        </span>
        {mayWrite && (
          <span>
            <Button type="link" size="small" aria-label={`更换${name}`} onClick={onReplace}>
              更换
            </Button>
            <Button type="link" danger size="small" aria-label={`删除${name}`} loading={remove.isPending} onClick={() => void ask()}>
              删除
            </Button>
          </span>
        )}
      </div>
    </li>
  )
}
