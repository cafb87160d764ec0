import { uploadIdentityPhoto } from '@talent/shared/contract/identity'
import type { Me } from '@talent/shared/contract/wechat-session'
import { Camera, Image, View } from '@tarojs/components'
import { useState } from 'react'
import { newKey } from '../../../api/call'
import { useMe } from '../../../api/use-me'
import { hasConsent } from '../../../face-check/face-consent'
import { type CameraRefusal, hasCamera } from '../../../platform/camera'
import { goBack, pageParam, replacePage } from '../../../platform/navigation'
import { candidatePaths } from '../../../platform/page-paths'
import { keepPicture, shrinkPicture } from '../../../platform/pictures'
import { named, silentPicture } from '../../../ui/a11y'
import { PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import type { EmptyProps } from '../../../ui/empty'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { putCardPhoto, type Side } from '../identity-form/card-photos'
import { photoName } from '../identity-form/photo-names'
import { Frame, ratios, type Shape, shapeOf } from './frame'
import './index.scss'
import { type CardCamera, useCardCamera } from './use-card-camera'

const maxBytes = uploadIdentityPhoto.upload.maxBytes

/** One side of the document: aim, take, look at it, use it. It goes to the form, which sends it. */
export default function CardCameraPage() {
  const [side] = useState((): Side => (pageParam('side') === 'back' ? 'back' : 'front'))
  const [document] = useState(() => pageParam('document') ?? 'residentCard')
  const shape = shapeOf(document)
  const me = useMe()
  const camera = useCardCamera(ratios[shape])
  const { stage, failure } = camera

  const use = async (userId: number) => {
    if (stage.at !== 'preview') return
    const small = await shrinkPicture(stage.file, maxBytes)
    if (small.size > maxBytes) return camera.fail('照片超过 3 MB 且无法压缩，请重拍，或从相册另选一张')
    putCardPhoto(userId, side, { ...(await keepPicture(small)), document, key: newKey(), photoId: null, takenAt: Date.now() })
    goBack()
  }
  return (
    <PageShell title={`拍摄${photoName(document, side)}`} query={me} skeleton="detail" empty={askConsent} footer={({ id }) => <Controls camera={camera} onUse={() => use(id)} />}>
      {() => (
        <View>
          {failure ? <Notice tone="stop">{failure}</Notice> : null}
          {stage.at === 'refused' ? (
            <Notice tone="wait">{refusals[stage.what].text}</Notice>
          ) : (
            <Viewfinder camera={camera} side={side} shape={shape} outlined={document === 'residentCard'} />
          )}
          <View className="camera__tips">{tips(stage.at, photoName(document, side))}</View>
        </View>
      )}
    </PageShell>
  )
}

/** What was refused, and how to allow it after all. */
const refusals: Record<CameraRefusal, { text: string; deed: string }> = {
  privacy: { text: '您没有同意微信的隐私保护提示，相机和相册都不能使用。照片只用于核验本人；改变主意时点“重新授权”，微信会再问一次。', deed: '重新授权' },
  camera: { text: '没有使用相机的权限。可以打开微信的设置，允许本小程序使用摄像头，也可以从相册选择已拍好的照片。', deed: '打开设置' },
}

/** Whoever comes here by an address has not been asked yet. */
const askConsent = (me: Me): EmptyProps | null =>
  hasConsent(me, 'identityCard') ? null : {
    title: '请先同意使用证件照片',
    detail: '证件照片属于敏感个人信息，拍摄前须征得您的单独同意。请从实名认证开始。',
    children: <PrimaryButton onTap={() => replacePage(candidatePaths.identity)}>去实名认证</PrimaryButton>,
  }

function tips(at: CardCamera['stage']['at'], name: string): string {
  if (at === 'preview') return '请核对：四角完整，字迹清楚，没有反光和遮挡。'
  if (at === 'refused') return '照片只用于核验，按隐私说明的期限删除。'
  return hasCamera ? `把${name}放进框内，四角对齐，避开反光。` : `点“拍照”打开手机相机，拍下${name}：四角完整，避开反光。`
}

interface ViewfinderProps {
  camera: CardCamera
  side: Side
  shape: Shape
  outlined: boolean
}

function Viewfinder({ camera: { stage, hint, cameraReady, cameraRefused }, side, shape, outlined }: ViewfinderProps) {
  return (
    <View className="camera">
      {hasCamera && stage.at === 'view' ? (
        <Camera className="camera__picture" devicePosition="back" flash="off" frameSize="small" onInitDone={cameraReady} onError={cameraRefused} />
      ) : null}
      {stage.at === 'preview' && stage.from === 'camera' ? <Image className="camera__picture" src={stage.file.path} mode="aspectFill" {...silentPicture} /> : null}
      {stage.at === 'preview' && stage.from === 'album' ? <Image className={`camera__picture camera__picture--${shape}`} src={stage.file.path} mode="aspectFit" {...silentPicture} /> : null}
      <Frame shape={shape} side={side} outlined={outlined && stage.at !== 'preview'} />
      {hint ? <View className="camera__hint" {...named({ role: 'alert', label: hint })}>{hint}</View> : null}
    </View>
  )
}

function Controls({ camera, onUse }: { camera: CardCamera; onUse: () => Promise<void> }) {
  const { stage, shoot, fromAlbum, allow, again } = camera
  switch (stage.at) {
    case 'asking':
      return <SecondaryButton onTap={fromAlbum}>从相册选择</SecondaryButton>
    case 'view':
      return (
        <>
          <PrimaryButton onTap={shoot}>拍照</PrimaryButton>
          <SecondaryButton onTap={fromAlbum}>从相册选择</SecondaryButton>
        </>
      )
    case 'refused':
      return (
        <>
          <PrimaryButton onTap={allow}>{refusals[stage.what].deed}</PrimaryButton>
          <SecondaryButton onTap={fromAlbum}>从相册选择</SecondaryButton>
        </>
      )
    case 'preview':
      return (
        <>
          <PrimaryButton onTap={onUse}>使用这张照片</PrimaryButton>
          <SecondaryButton onTap={again}>重拍</SecondaryButton>
        </>
      )
  }
}
