import type { ChangeProof } from '@talent/shared/contract/institution-changes'
import { Button } from 'antd'
import { DocumentThumbnail, PictureGroup, Thumbnail } from '../../ui/thumbnail'
import styles from './institution-changes.module.css'

/** `url` null: uploaded for a draft; the server shows it once it has been handed in. */
export type ShownProof = ChangeProof & { url: string | null }

export const proofUrl = (changeId: number, proofId: number): string => `/api/institution/changes/${changeId}/proofs/${proofId}`

/** Thumbnails that open large, and PDF files that open in the browser; with `onRemove` each can be taken away. */
export function ProofList({ proofs, onRemove }: { proofs: readonly ShownProof[]; onRemove?: (proofId: number) => void }) {
  if (proofs.length === 0) return null
  return (
    <PictureGroup>
      <ul className={styles.proofs}>
        {proofs.map(({ proofId, form, url }, index) => (
          <li key={proofId}>
            <Proof form={form} url={url} name={`证明材料 ${index + 1}`} />
            <span>材料 {index + 1}</span>
            {onRemove && (
              <Button type="link" danger size="small" aria-label={`删除证明材料 ${index + 1}`} onClick={() => onRemove(proofId)}>
                删除
              </Button>
            )}
          </li>
        ))}
      </ul>
    </PictureGroup>
  )
}

function Proof({ form, url, name }: { form: ChangeProof['form']; url: string | null; name: string }) {
  if (url === null) return <DocumentThumbnail word="已上传" />
  return form === 'picture' ? <Thumbnail src={url} alt={name} width={96} height={72} /> : <DocumentThumbnail href={url} />
}
