import type { Side } from './card-photos'

const names: Record<'card' | 'other', Record<Side, string>> = {
  card: { front: '身份证人像面', back: '身份证国徽面' },
  other: { front: '证件正面（有照片的一面）', back: '证件反面（护照请拍签发页）' },
}

export const photoName = (identityType: string, side: Side): string => names[identityType === 'residentCard' ? 'card' : 'other'][side]
