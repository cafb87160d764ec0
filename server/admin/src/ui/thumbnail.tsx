import { Image } from 'antd'
import { useState, type ReactNode } from 'react'
import { DownloadButton } from './download-button'
import styles from './ui.module.css'

interface ThumbnailProps {
  src: string
  alt: string
  height: number
  /** Default: as wide as the picture is at that height. */
  width?: number
  /** What opens, when the thumbnail is a smaller copy. */
  full?: string
}

const lostSentence = '图片打不开，文件可能已丢失：请刷新页面，仍打不开请重新上传'

/** In the large view, in the place of a picture that the server has no more. */
const lostPicture = `data:image/svg+xml;utf8,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><rect width="640" height="360" fill="#f4f6f6"/><text x="320" y="188" font-size="20" font-family="sans-serif" fill="#4a5856" text-anchor="middle">${lostSentence}</text></svg>`,
)}`

/** A small framed picture that opens large. Several in one `PictureGroup` open one after the other. */
export function Thumbnail({ src, alt, height, width, full }: ThumbnailProps) {
  const [lost, setLost] = useState<string | null>(null)
  if (lost === src) {
    return (
      <span role="img" aria-label={`${alt}：${lostSentence}`} title={lostSentence} className={`${styles.thumbnail} ${styles.lost}`} style={{ height, minWidth: width ?? height }}>
        打不开
      </span>
    )
  }
  return (
    <Image
      src={src} alt={alt} height={height} {...(width ? { width } : {})} fallback={lostPicture} onError={() => setLost(src)} className={styles.thumbnail}
      {...(full ? { preview: { src: full } } : {})}
    />
  )
}

export const PictureGroup = ({ children }: { children: ReactNode }) => <Image.PreviewGroup fallback={lostPicture}>{children}</Image.PreviewGroup>

interface DocumentThumbnailProps {
  /** Of the server: a download; of the page itself (`blob:`): opens beside it. Without it stands beside the link that fetches it. */
  href?: string
  word?: string
}

/** The same place for a document that is no picture. */
export function DocumentThumbnail({ href, word = 'PDF' }: DocumentThumbnailProps) {
  const look = `${styles.thumbnail} ${styles.document}`
  if (!href) return <span aria-hidden className={look}>{word}</span>
  if (href.startsWith('/')) {
    return (
      <span className={look}>
        <DownloadButton type="link" size="small" order={{ method: 'GET', path: href }}>
          {word}
        </DownloadButton>
      </span>
    )
  }
  return (
    <a href={href} target="_blank" rel="noopener" className={look}>
      {word}
    </a>
  )
}
