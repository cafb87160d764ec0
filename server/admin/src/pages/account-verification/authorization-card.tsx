import {
  getAccountVerification, getAccountVerificationForm, removeAuthorizationPage, submitAccountVerification, uploadAuthorizationDocument, uploadAuthorizationPicture, type AccountVerification, type AuthorizationPage,
} from '@talent/shared/contract/account-verification'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { fileOf } from '../../api/download'
import { ProblemAlert } from '../../api/problem-alert'
import { isProblem } from '../../api/problem-text'
import { endpointKey, uploadTo, useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { DownloadButton } from '../../ui/download-button'
import { FormCard } from '../../ui/form-card'
import { formOf, pictureOrDocument } from '../../ui/picture-or-document'
import { PictureGroup, Thumbnail } from '../../ui/thumbnail'
import { UploadDrop } from '../../ui/upload-drop'
import styles from './account-verification.module.css'

const pageUrl = (proofId: number) => `/api/account-verification/proofs/${proofId}`

/** The generated authorisation to print and seal, the place for what came back, and handing it in. */
export function AuthorizationCard({ verification }: { verification: AccountVerification }) {
  const { message } = App.useApp()
  const refresh = useRefresh()
  const submit = useEndpointMutation(submitAccountVerification, { refreshes: [getAccountVerification] })
  const { state, proofs, maxProofs, version, photosKept } = verification
  const open = state !== 'submitted'

  const handIn = () =>
    submit.mutate(
      { version },
      {
        onSuccess: () => void message.success('已提交，请等待审核'),
        onError: (error) => {
          if (isProblem(error, 'STALE', 'ACCOUNT_VERIFICATION_STATE')) refresh(getAccountVerification)
        },
      },
    )
  return (
    <FormCard title="单位授权">
      <div className={styles.authorization}>
        <div>
          <h3>授权书</h3>
          <ol className={styles.todo}>
            <li>下载按上面信息生成的授权书并打印。</li>
            <li>使用人和人事部门负责人签名，加盖单位公章或人事部门章。</li>
            <li>拍照或扫描，上传到“审核材料”。</li>
          </ol>
          <DownloadButton type={proofs.length === 0 ? 'primary' : 'default'} order={fileOf(getAccountVerificationForm, {})}>
            下载授权书（PDF）
          </DownloadButton>
        </div>
        <div>
          <h3>审核材料</h3>
          <Pages proofs={proofs} open={open} />
          {open && proofs.length < maxProofs && <PageDrop maxProofs={maxProofs} />}
        </div>
      </div>
      {open && (
        <div className={styles.submit}>
          <ProblemAlert error={submit.error} />
          {!photosKept && <p className={styles.problem}>证件照片已按保存期限删除，请先在上面点击“修改”重新上传。</p>}
          <Button type={proofs.length > 0 ? 'primary' : 'default'} loading={submit.isPending} onClick={handIn}>
            提交证明材料
          </Button>
        </div>
      )}
    </FormCard>
  )
}

function PageDrop({ maxProofs }: { maxProofs: number }) {
  const queries = useQueryClient()
  const send = async (file: File, progress: (percent: number) => void) => {
    const answer = formOf(file) === 'document' ? await uploadTo(uploadAuthorizationDocument, { file }, progress) : await uploadTo(uploadAuthorizationPicture, { file }, progress)
    queries.setQueryData([...endpointKey(getAccountVerification), {}], answer)
  }
  return (
    <UploadDrop
      label="盖章的授权书"
      hint={`${pictureOrDocument.hint}，最多 ${maxProofs} 个文件`}
      extensions={pictureOrDocument.extensions}
      maxBytes={pictureOrDocument.maxBytes}
      send={send}
    />
  )
}

function Pages({ proofs, open }: { proofs: readonly AuthorizationPage[]; open: boolean }) {
  const remove = useEndpointMutation(removeAuthorizationPage, { refreshes: [getAccountVerification] })
  return (
    <PictureGroup>
      <ProblemAlert error={remove.error} />
      <ul className={styles.pages}>
        {proofs.map(({ proofId, kind }, index) => (
          <li key={proofId}>
            {kind === 'picture' ? (
              <Thumbnail src={pageUrl(proofId)} alt={`授权书 ${index + 1}`} width={72} height={72} />
            ) : (
              <DownloadButton type="link" size="small" order={{ method: 'GET', path: pageUrl(proofId) }}>{`授权书 ${index + 1}（PDF）`}</DownloadButton>
            )}
            <span>第 {index + 1} 个文件</span>
            {open && (
              <Button type="link" danger size="small" aria-label={`删除授权书 ${index + 1}`} loading={remove.isPending} onClick={() => remove.mutate({ proofId })}>
                删除
              </Button>
            )}
          </li>
        ))}
      </ul>
    </PictureGroup>
  )
}
