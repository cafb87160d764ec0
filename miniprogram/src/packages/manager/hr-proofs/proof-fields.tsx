import { getMyHrProof } from '@talent/shared/contract/hr-accounts'
import { maxProofs } from '@talent/shared/domain/hr-account'
import { Image, View } from '@tarojs/components'
import { viewPictures } from '../../../platform/files'
import { isWeapp } from '../../../platform/target'
import { silentPicture, tappable } from '../../../ui/a11y'
import { LinkButton, SecondaryButton } from '../../../ui/buttons'
import { Notice } from '../../../ui/notice'
import { RemotePicture } from '../../../ui/zoom-image'
import './hr-proofs.scss'
import type { Proof } from './proofs'
import type { Proofs } from './use-proofs'

/** The stamped form in up to three photos (in the browser a PDF as well). `hrApplicationId`: where what was handed in before can be seen. */
export function ProofFields({ proofs, hrApplicationId }: { proofs: Proofs; hrApplicationId?: number }) {
  return (
    <View>
      {proofs.proofs.map((proof, index) => (
        <OneProof key={proof.key} proof={proof} name={`申请表第 ${index + 1} 张`} proofs={proofs} hrApplicationId={hrApplicationId} />
      ))}
      {proofs.refusal ? <Notice tone="stop">{proofs.refusal}</Notice> : null}
      {proofs.full ? (
        <View className="proofs__hint">{`最多 ${maxProofs} 个文件，如需更换请先删除。`}</View>
      ) : (
        <View className="proofs__add">
          <SecondaryButton onTap={proofs.addPicture}>{proofs.proofs.length === 0 ? '拍照或选择申请表照片' : '再加一张照片'}</SecondaryButton>
          {isWeapp ? null : <SecondaryButton onTap={proofs.addDocument}>选择 PDF 文件</SecondaryButton>}
        </View>
      )}
    </View>
  )
}

interface OneProps {
  proof: Proof
  name: string
  proofs: Proofs
  hrApplicationId: number | undefined
}

function OneProof({ proof, name, proofs, hrApplicationId }: OneProps) {
  const problem = proofs.problemOf(proof)
  return (
    <View className="proofs__one">
      <Shown proof={proof} name={name} hrApplicationId={hrApplicationId} />
      <View className="proofs__side">
        <View>{name}</View>
        <View className={problem ? 'proofs__failed' : proof.proofId === null ? 'proofs__waiting' : 'proofs__sent'}>
          {problem ? problem.message : proof.proofId === null ? '正在上传…' : '已上传'}
        </View>
        <View className="proofs__deeds">
          {problem ? <LinkButton onTap={() => proofs.retry(proof)} label={`重新上传${name}`}>重新上传</LinkButton> : null}
          <LinkButton onTap={() => proofs.remove(proof)} label={`删除${name}`}>删除</LinkButton>
        </View>
      </View>
    </View>
  )
}

function Shown({ proof, name, hrApplicationId }: Omit<OneProps, 'proofs'>) {
  const { kind, path, proofId, key } = proof
  if (kind === 'document') return <View className="proofs__frame">PDF</View>
  if (path !== '') {
    return <Image className="proofs__frame" src={path} mode="aspectFill" {...silentPicture} {...tappable({ role: 'button', label: `查看${name}大图`, onTap: () => viewPictures([path], 0) })} />
  }
  if (hrApplicationId !== undefined && proofId !== null && key.startsWith('submitted-')) return <RemotePicture endpoint={getMyHrProof} args={{ hrApplicationId, proofId }} label={name} />
  return <View className="proofs__frame">照片已上传</View>
}
