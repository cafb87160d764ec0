import { FileUnknownOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useObjectUrl } from '../../../ui/photo-viewer'
import styles from '../pictures.module.css'

/** The picture as it lies on this computer. */
export function EntryThumb({ file, fileName }: { file: File; fileName: string }) {
  const url = useObjectUrl(file)
  const [broken, setBroken] = useState(false)
  if (!url || broken) {
    return (
      <span className={`${styles.thumb} ${styles.noThumb}`}>
        <FileUnknownOutlined aria-hidden />
      </span>
    )
  }
  return <img src={url} alt={`${fileName} 的预览`} className={styles.thumb} onError={() => setBroken(true)} />
}
