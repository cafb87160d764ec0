import { uploadAccountPhoto } from '@talent/shared/contract/account-verification'
import { useEffect, useState } from 'react'
import { uploadTo } from '../../api/use-endpoint'
import { UploadDrop } from '../../ui/upload-drop'
import styles from './account-verification.module.css'
import { keptPhoto, type Side } from './sides'

interface PhotoFieldProps {
  side: Side
  label: string
  /** The version whose photo is kept already; null: none. */
  kept: number | null
  problem: string | undefined
  onUploaded: (photoId: number) => void
}

/** One side of the document: what is there now, and a place to drop another picture. */
export function PhotoField({ side, label, kept, problem, onUploaded }: PhotoFieldProps) {
  const [fresh, setFresh] = useState<string | null>(null)
  const [lost, setLost] = useState<string | null>(null)
  useEffect(() => () => void (fresh && URL.revokeObjectURL(fresh)), [fresh])
  const shown = fresh ?? (kept === null ? null : keptPhoto(side, kept))
  return (
    <div className={styles.side}>
      <h3>{label}</h3>
      <div className={styles.sideRow}>
        <div className={styles.photo}>
          {!shown ? <span>还没有照片</span> : lost === shown ? <span>照片打不开，请重新上传</span> : <img src={shown} alt={`证件${label}照片`} onError={() => setLost(shown)} />}
        </div>
        <UploadDrop
          label={`证件${label}照片`}
          hint="JPG 或 PNG，不超过 3 MB"
          extensions={['.jpg', '.jpeg', '.png']}
          maxBytes={uploadAccountPhoto.upload.maxBytes}
          send={async (file, progress) => {
            const { photoId } = await uploadTo(uploadAccountPhoto, { side, file }, progress)
            setFresh(URL.createObjectURL(file))
            onUploaded(photoId)
          }}
        />
      </div>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  )
}
