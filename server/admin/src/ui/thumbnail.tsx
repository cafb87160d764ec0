import { Image } from 'antd'
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

/** A small framed picture that opens large. Several in one `Image.PreviewGroup` open one after the other. */
export function Thumbnail({ src, alt, height, width, full }: ThumbnailProps) {
  return <Image src={src} alt={alt} height={height} {...(width ? { width } : {})} {...(full ? { preview: { src: full } } : {})} className={styles.thumbnail} />
}

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
