import { Image, type ITouchEvent, MovableArea, MovableView, PageContainer, View } from '@tarojs/components'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { fetchAhead, type PictureSource } from '../api/pictures'
import { isFileLost } from '../api/problem-text'
import { usePicture } from '../api/use-picture'
import { isWeapp } from '../platform/target'
import { decoration, named, silentPicture, tappable } from './a11y'
import './picture-viewer.scss'
import { type Point, turnedBy } from './swipe'
import { useDialog } from './use-dialog'

export interface ViewedPicture {
  label: string
  thumb: PictureSource
  full: PictureSource
}

interface Props {
  /** All that one can leaf through, in order. */
  pictures: readonly ViewedPicture[]
  /** The key of the thumbnail that was tapped. */
  opened: string
  onClose: () => void
}

/** One picture on the whole screen: two fingers zoom, a swipe leafs, a button turns it by a quarter. */
export function PictureViewer({ pictures, opened, onClose }: Props) {
  const [at, setAt] = useState(() => Math.max(pictures.findIndex(({ thumb }) => thumb.key === opened), 0))
  const [turns, setTurns] = useState(0)
  const dialog = useDialog(true, '查看图片', onClose)
  const picture = pictures[at]
  const next = pictures[at + 1]
  useEffect(() => {
    if (next) fetchAhead([next.full])
  }, [next])
  if (!picture) return null
  const leaf = (by: number) => {
    if (!pictures[at + by]) return
    setAt(at + by)
    setTurns(0)
  }
  return (
    <Overlay onClose={onClose}>
      <View className="viewer" {...dialog}>
        <View className="viewer__head">
          <View className="viewer__label">{picture.label}</View>
          <View className="viewer__count">{`${at + 1}/${pictures.length}`}</View>
        </View>
        {/* A new one for each picture: zoom and place begin anew. */}
        <Stage key={picture.full.key} picture={picture} turns={turns} onSwipe={leaf} />
        <View className="viewer__deeds">
          <Deed words="上一张" disabled={at === 0} onTap={() => leaf(-1)} />
          <Deed words="旋转" onTap={() => setTurns((before) => (before + 1) % 4)} />
          <Deed words="下一张" disabled={!next} onTap={() => leaf(1)} />
          <Deed words="关闭" onTap={onClose} />
        </View>
      </View>
    </Overlay>
  )
}

/** WeChat's own way back closes the picture and stays on the page. */
const Overlay = ({ children, onClose }: { children: ReactNode; onClose: () => void }) =>
  isWeapp ? (
    <PageContainer show duration={0} overlay={false} position="center" customStyle="background: transparent" onAfterLeave={onClose}>
      {children}
    </PageContainer>
  ) : (
    <View>{children}</View>
  )

const Deed = ({ words, onTap, disabled = false }: { words: string; onTap: () => void; disabled?: boolean }) => (
  <View className={`viewer__deed${disabled ? ' viewer__deed--off' : ''}`} hoverClass="viewer__deed--pressed" {...tappable({ role: 'button', label: words, onTap, disabled })}>
    {words}
  </View>
)

interface StageProps {
  picture: ViewedPicture
  turns: number
  onSwipe: (by: number) => void
}

/** As large as the screen; the thumbnail stands in until the whole one has come. */
function Stage({ picture, turns, onSwipe }: StageProps) {
  const full = usePicture(picture.full)
  const thumb = usePicture(full.status === 'ready' ? null : picture.thumb)
  const zoomed = useRef(false)
  const start = useRef<Point | null>(null)
  const path = full.status === 'ready' ? full.path : thumb.status === 'ready' ? thumb.path : null
  const end = (to: Point | null) => {
    const from = start.current
    start.current = null
    const by = from && to && !zoomed.current ? turnedBy(from, to) : 0
    if (by !== 0) onSwipe(by)
  }
  return (
    <View
      className="viewer__stage"
      onTouchStart={(event) => (start.current = fingerOf(asTouch(event).touches))}
      onTouchEnd={(event) => end(fingerOf(asTouch(event).changedTouches))}
    >
      <MovableArea className="viewer__area" scaleArea>
        <MovableView className="viewer__movable" direction="all" scale scaleMin={1} scaleMax={5} onScale={(event) => (zoomed.current = event.detail.scale > 1.05)}>
          {path === null ? null : (
            <Image className={`viewer__picture viewer__picture--${turns * 90}`} src={path} mode="aspectFit" {...silentPicture} {...named({ role: 'img', label: picture.label })} />
          )}
        </MovableView>
      </MovableArea>
      {full.status === 'ready' ? null : full.status === 'loading' ? (
        <View className="viewer__state" {...decoration}>正在加载清晰图片…</View>
      ) : isFileLost(full.problem) ? (
        <View className="viewer__state">{full.problem.message}</View>
      ) : (
        <View className="viewer__state" {...tappable({ role: 'button', label: '重新加载图片', onTap: full.retry })}>{`${full.problem.message}，点此重新加载`}</View>
      )}
    </View>
  )
}

/** Taro types a View's touches as any event. */
const asTouch = (event: unknown): ITouchEvent => event as ITouchEvent

/** Where the one finger is; null for two. */
function fingerOf(touches: ArrayLike<{ pageX: number; pageY: number }>): Point | null {
  const touch = touches[0]
  return touch && touches.length === 1 ? { x: touch.pageX, y: touch.pageY } : null
}
