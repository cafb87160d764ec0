import type { ChangeProof } from '@talent/shared/contract/institution-changes'
import { Button, Image } from 'antd'
import { DocumentThumbnail, Thumbnail } from '../../ui/thumbnail'
import styles from './institution-changes.module.css'

export type ShownProof = ChangeProof & { url: string }

/** Thumbnails that open large, and PDF files that open in the browser; with `onRemove` each can be taken away. */
export function ProofList({ proofs, onRemove }: { proofs: readonly ShownProof[]; onRemove?: (proofId: number) => void }) {
  if (proofs.length === 0) return null
  return (
    <Image.PreviewGroup>
      <ul className={styles.proofs}>
        {proofs.map(({ proofId, form, url }, index) => (
          <li key={proofId}>
            {form === 'picture' ? (
              <Thumbnail src={url} alt={`证明材料 ${index + 1}`} width={96} height={72} />
            ) : (
              <DocumentThumbnail href={url} />
            )}
            <span>材料 {index + 1}</span>
            {onRemove && (
              <Button type="link" danger size="small" aria-label={`删除证明材料 ${index + 1}`} onClick={() => onRemove(proofId)}>
                删除
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Image.PreviewGroup>
  )
}
