import { RedoOutlined, UndoOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons'
import type { PhotoSide } from '@talent/shared/contract/identity'
import type { z } from '@talent/shared/zod'
import { Button, Segmented, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import type { WebFile } from '../../api/transport'
import styles from './identity-reviews.module.css'

export type Side = z.output<typeof PhotoSide>

export interface Photo {
  data: WebFile | undefined
  error: unknown
  refetch: () => unknown
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

const sides = ['front', 'back'] as const
const sideLabels: Record<Side, string> = { front: '正面', back: '背面' }

interface PhotoViewerProps {
  photos: Record<Side, Photo>
  side: Side
  onSide: (side: Side) => void
  look: Look
  onLook: (look: Look) => void
}

/** One side of the document, large; turned and zoomed, and moved by scrolling when it is larger than its frame. */
export function PhotoViewer({ photos, side, onSide, look, onLook }: PhotoViewerProps) {
  return (
    <section className={styles.viewer} aria-label="证件照片">
      <div className={styles.viewerTools}>
        <Segmented<Side> aria-label="照片" value={side} onChange={onSide} options={sides.map((value) => ({ value, label: sideLabels[value] }))} />
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
        </span>
      </div>
      <PhotoFrame key={side} photo={photos[side]} label={`证件${sideLabels[side]}照片`} look={look} />
    </section>
  )
}

function PhotoFrame({ photo, label, look }: { photo: Photo; label: string; look: Look }) {
  const url = useObjectUrl(photo.data?.blob)
  const [broken, setBroken] = useState(false)
  const sideways = look.turns % 2 === 1
  return (
    // Scrolled by keyboard too, so it takes the focus.
    <div className={styles.frame} tabIndex={0} role="group" aria-label={`${label}，可滚动查看`}>
      {photo.error ? <ProblemAlert error={photo.error} retry={() => void photo.refetch()} /> : null}
      {broken && <p className={styles.broken}>照片无法显示，请审核不通过并请申请人重新上传。</p>}
      {url && !broken ? (
        <div className={styles.stage} style={{ width: `${look.zoom * 100}%`, height: `${look.zoom * 100}%` }}>
          <img
            src={url}
            alt={label}
            onError={() => setBroken(true)}
            className={sideways ? styles.sideways : styles.upright}
            style={{ transform: `translate(-50%, -50%) rotate(${look.turns * 90}deg)` }}
          />
        </div>
      ) : (
        !photo.error && !broken && <Skeleton.Node active={false} className={styles.waiting} />
      )}
    </div>
  )
}

function useObjectUrl(blob: Blob | undefined): string | null {
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
