import { Image } from 'antd'
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

/** The same place for a document that is no picture: it opens in the browser, or without `href` stands beside the link that fetches it. */
export function DocumentThumbnail({ href }: { href?: string }) {
  const look = `${styles.thumbnail} ${styles.document}`
  if (!href) return <span aria-hidden className={look}>PDF</span>
  return (
    <a href={href} target="_blank" rel="noopener" className={look}>
      PDF
    </a>
  )
}
