import { RedoOutlined, UndoOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons'
import { Button, Segmented, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { ProblemAlert } from '../api/problem-alert'
import type { WebFile } from '../api/transport'
import styles from './photo-viewer.module.css'

export interface Photo {
  /** Names it among the others. */
  key: string
  /** On its tab: 正面. */
  label: string
  /** What it is, for whoever can't see it: 证件正面照片. */
  alt: string
  file: { data: WebFile | undefined; error: unknown; refetch: () => unknown }
}

/** Quarter turns to the right, and how many times as large as it fits. */
export interface Look {
  turns: number
  zoom: number
}
export const plain: Look = { turns: 0, zoom: 1 }
const zooms = [1, 1.5, 2, 3, 4]

export const turned = (look: Look, quarters: number): Look => ({ ...look, turns: (look.turns + quarters + 4) % 4 })
export const zoomed = (look: Look, steps: number): Look => {
  const at = zooms.indexOf(look.zoom) + steps
  return { ...look, zoom: zooms[Math.min(Math.max(at, 0), zooms.length - 1)] ?? 1 }
}

interface PhotoViewerProps {
  /** What the photos show: 证件照片. */
  label: string
  photos: readonly Photo[]
  /** The key of the one that is shown. */
  shown: string
  onShow: (key: string) => void
  look: Look
  onLook: (look: Look) => void
  /** With it the viewer can be put away, and is low enough to have text below it. */
  onClose?: () => void
}

/** So many tabs have room; more are gone through one by one. */
const fewPhotos = 4

/** One of some photos, large; turned and zoomed, and moved by scrolling when it is larger than its frame. A PDF opens in a window of its own. */
export function PhotoViewer({ label, photos, shown, onShow, look, onLook, onClose }: PhotoViewerProps) {
  const photo = photos.find((one) => one.key === shown) ?? photos[0]
  if (!photo) return null
  return (
    <section className={styles.viewer} aria-label={label}>
      <div className={styles.viewerTools}>
        {photos.length > fewPhotos ? (
          <OneByOne photos={photos} photo={photo} onShow={onShow} />
        ) : (
          <Segmented<string> aria-label="照片" value={photo.key} onChange={onShow} options={photos.map(({ key, label: name }) => ({ value: key, label: name }))} />
        )}
        <span className={styles.viewerButtons}>
          <Button icon={<UndoOutlined aria-hidden />} onClick={() => onLook(turned(look, -1))}>
            左转
          </Button>
          <Button icon={<RedoOutlined aria-hidden />} onClick={() => onLook(turned(look, 1))}>
            右转
          </Button>
          <Button icon={<ZoomOutOutlined aria-hidden />} disabled={look.zoom === zooms[0]} onClick={() => onLook(zoomed(look, -1))}>
            缩小
          </Button>
          <Button icon={<ZoomInOutlined aria-hidden />} disabled={look.zoom === zooms.at(-1)} onClick={() => onLook(zoomed(look, 1))}>
            放大
          </Button>
          {onClose && <Button onClick={onClose}>关闭</Button>}
        </span>
      </div>
      <PhotoFrame key={photo.key} photo={photo} look={look} low={onClose !== undefined} />
    </section>
  )
}

function OneByOne({ photos, photo, onShow }: { photos: readonly Photo[]; photo: Photo; onShow: (key: string) => void }) {
  const at = photos.indexOf(photo)
  const step = (to: number) => {
    const other = photos[to]
    return (
      <Button disabled={!other} onClick={() => other && onShow(other.key)}>
        {to < at ? '上一张' : '下一张'}
      </Button>
    )
  }
  return (
    <span className={styles.viewerButtons}>
      {step(at - 1)}
      {step(at + 1)}
      <span className={styles.place}>{`${at + 1} / ${photos.length} ${photo.label}`}</span>
    </span>
  )
}

function PhotoFrame({ photo: { alt, file }, look, low }: { photo: Photo; look: Look; low: boolean }) {
  const url = useObjectUrl(file.data?.blob)
  const [broken, setBroken] = useState(false)
  const sideways = look.turns % 2 === 1
  return (
    // Scrolled by keyboard too, so it takes the focus.
    <div className={low ? `${styles.frame} ${styles.low}` : styles.frame} tabIndex={0} role="group" aria-label={`${alt}，可滚动查看`}>
      {file.error ? <ProblemAlert error={file.error} retry={() => void file.refetch()} /> : null}
      {broken && <p className={styles.broken}>照片无法显示，请申请人重新上传。</p>}
      {url && file.data?.blob.type === 'application/pdf' ? (
        <div className={styles.document}>
          <p>{alt}是 PDF 文件</p>
          <Button type="primary" href={url} target="_blank" rel="noopener">
            在新窗口打开
          </Button>
        </div>
      ) : url && !broken ? (
        <div className={styles.stage} style={{ width: `${look.zoom * 100}%`, height: `${look.zoom * 100}%` }}>
          <img
            src={url}
            alt={alt}
            onError={() => setBroken(true)}
            className={sideways ? styles.sideways : styles.upright}
            style={{ transform: `translate(-50%, -50%) rotate(${look.turns * 90}deg)` }}
          />
        </div>
      ) : (
        !file.error && !broken && <Skeleton.Node active={false} className={styles.waiting} />
      )}
    </div>
  )
}

export function useObjectUrl(blob: Blob | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!blob) return
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => {
      URL.revokeObjectURL(made)
      setUrl(null)
    }
  }, [blob])
  return url
}
