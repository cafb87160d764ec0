import { useEffect, useRef, useState } from 'react'
import { askForCamera, type CameraRefusal, hasCamera, openCameraSetting, takePicture, watchCamera } from '../../../platform/camera'
import { pickPicture, type PickedFile, type PictureSource } from '../../../platform/files'
import { pictureOf, smallPicture } from '../../../platform/pictures'
import { faultOf, faultWords, framedArea, measure, measuredWidth, type PhotoFault, type Pixels, thinned } from './photo-quality'

export type Stage =
  | { at: 'asking' }
  /** The camera, or in the browser the place where it would be. */
  | { at: 'view'; ready: boolean; fault: PhotoFault | null }
  | { at: 'refused'; what: CameraRefusal }
  | { at: 'preview'; file: PickedFile; from: PictureSource; fault: PhotoFault | null }

/** Of the picture's narrower measure, as the frame is drawn (index.scss); a photo from elsewhere is shown within the frame. */
const cover = { camera: 0.88, album: 1 }

const faultIn = (pixels: Pixels, ratio: number, from: PictureSource): PhotoFault | null => faultOf(measure(pixels, framedArea(pixels, ratio, cover[from])))

/** From the camera or the album to a photo that one has looked at. `ratio`: width of the document to its height. */
export function useCardCamera(ratio: number) {
  const [stage, setStage] = useState<Stage>({ at: 'asking' })
  const [failure, setFailure] = useState<string | null>(null)

  const view = () => setStage({ at: 'view', ready: false, fault: null })
  const open = async () => {
    const refusal = hasCamera ? await askForCamera() : null
    if (refusal === null) view()
    else setStage({ at: 'refused', what: refusal })
  }
  const opened = useRef(open)
  useEffect(() => void opened.current(), [])

  const watching = hasCamera && stage.at === 'view' && stage.ready
  useEffect(() => {
    if (!watching) return
    return watchCamera((frame) => {
      const fault = faultIn(thinned(frame), ratio, 'camera')
      setStage((now) => (now.at === 'view' && now.fault !== fault ? { ...now, fault } : now))
    })
  }, [watching, ratio])

  const show = async (file: PickedFile, from: PictureSource) => {
    const pixels = await smallPicture(file.path, measuredWidth)
    // What a browser can't show can't be looked at; WeChat turns every photo into one that it can.
    if (pixels === null && !hasCamera) return setFailure('这张照片打不开，可能是 HEIC 格式或文件已损坏。请另选一张 JPG 或 PNG 照片，或重新拍照')
    setFailure(null)
    setStage({ at: 'preview', file, from, fault: pixels && faultIn(pixels, ratio, from) })
  }
  const choose = async (from: PictureSource) => {
    const file = await pickPicture([from])
    // What another camera took was not framed by this one.
    if (file) await show(file, 'album')
  }
  return {
    stage, failure,
    hint: (stage.at === 'view' || stage.at === 'preview') && stage.fault ? faultWords[stage.fault] : null,
    cameraReady: () => setStage((now) => (now.at === 'view' ? { ...now, ready: true } : now)),
    cameraRefused: () => setStage({ at: 'refused', what: 'camera' }),
    allow: async () => {
      if (stage.at === 'refused' && stage.what === 'privacy') await open()
      else if (await openCameraSetting()) view()
    },
    shoot: async () => {
      if (!hasCamera) return choose('camera')
      const path = await takePicture()
      if (path === null) setFailure('没有拍到照片，请再试一次，或从相册选择')
      else await show(await pictureOf(path), 'camera')
    },
    fromAlbum: () => choose('album'),
    again: () => {
      setFailure(null)
      view()
    },
    fail: setFailure,
  }
}

export type CardCamera = ReturnType<typeof useCardCamera>
