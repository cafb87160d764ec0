import type { Tone } from '@talent/shared/tokens'
import type { CallProblem } from '../api/problem-text'

/** How a face check came out. `left`: the browser is on its way to the page that does it. */
export type FaceResult =
  | { kind: 'passed'; checkId: number }
  | { kind: 'failed' | 'cancelled' | 'expired' | 'undecided' | 'unavailable' | 'left' }
  | { kind: 'problem'; problem: CallProblem }

type Unpassed = Exclude<FaceResult['kind'], 'passed' | 'left' | 'problem'>

const sentences: Record<Unpassed, string> = {
  failed: '人脸核验未通过。请摘下口罩和帽子，在光线均匀的地方正对手机再试一次',
  cancelled: '您退出了人脸核验，内容还没有提交',
  expired: '这次人脸核验已超过 1 小时，请重新核验',
  undecided: '还没有收到人脸核验的结果。已经做完的请稍候再查一次，没有做完的请重新核验',
  unavailable: '这里不能做人脸核验。请把微信更新到最新版本后，在微信小程序中重试，或改用人工核验',
}

/** What to tell of a check that did not pass; null when there is nothing to tell. */
export function faceNotice(result: FaceResult | null): { tone: Tone; text: string } | null {
  if (result === null || result.kind === 'passed' || result.kind === 'left') return null
  if (result.kind === 'problem') return { tone: 'stop', text: result.problem.message }
  return { tone: result.kind === 'failed' ? 'stop' : 'wait', text: sentences[result.kind] }
}

/** WeChat checks faces against mainland identity cards only. */
export const canCheckFace = (identityType: string | null): boolean => identityType === 'residentCard'
