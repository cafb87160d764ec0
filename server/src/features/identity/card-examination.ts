import { normalizePersonName } from '@talent/shared/domain/person-name'
import type { Issue } from '@talent/shared/errors'
import type { IdentityCheckClient, IdentityCheckResult } from '../../integrations/tencent/identity-check.client'
import { isPhotoRejected, type CardBack, type CardFront, type CardWarning, type OcrClient } from '../../integrations/tencent/ocr.client'
import { UpstreamError } from '../../integrations/upstream'

export interface CardClaim {
  name: string
  number: string
  front: Buffer
  back: Buffer
  /** YYYY-MM-DD */
  today: string
  /** Another user is verified with this number; asked only of one who has shown the card. */
  isTaken: () => Promise<boolean>
}

/**
 * failed: card, entry and register disagree, and it counts; badPhoto: photograph again, it does not count;
 * unanswered: an upstream did not do its part, it does not count either.
 */
export type Verdict =
  | { kind: 'passed' }
  | { kind: 'failed'; issues: Issue[] }
  | { kind: 'badPhoto'; issues: Issue[] }
  | { kind: 'taken' }
  | { kind: 'unanswered'; error: UpstreamError }

type Side = 'front' | 'back'
const sideNames: Record<Side, string> = { front: '人像面', back: '国徽面' }
const issueOf = (side: Side, code: string, message: string): Issue => ({ path: [`${side}PhotoId`], code: `card.${code}`, message: `${sideNames[side]}：${message}` })

/** Reads both sides, compares them with what was entered, then asks the register. */
export async function examineCard(clients: { ocr: OcrClient; identityCheck: IdentityCheckClient }, claim: CardClaim): Promise<Verdict> {
  try {
    const front = await read('front', () => clients.ocr.readFront(claim.front))
    const back = await read('back', () => clients.ocr.readBack(claim.back))
    const unreadable = [...front.issues, ...back.issues]
    if (unreadable.length > 0 || !front.card || !back.card) return { kind: 'badPhoto', issues: unreadable }
    const issues = [...compare(front.card, claim), ...doubts('front', front.card), ...doubts('back', back.card), ...expired(back.card, claim.today)]
    if (issues.length > 0) return { kind: 'failed', issues }
    if (await claim.isTaken()) return { kind: 'taken' }
    const result = await clients.identityCheck.check({ name: claim.name, number: claim.number })
    return result === 'matched' ? { kind: 'passed' } : { kind: 'failed', issues: [registerIssue[result]] }
  } catch (error) {
    if (error instanceof UpstreamError) return { kind: 'unanswered', error }
    throw error
  }
}

async function read<T extends { warnings: CardWarning[] }>(side: Side, ask: () => Promise<T>): Promise<{ card: T | null; issues: Issue[] }> {
  try {
    const card = await ask()
    return { card, issues: card.warnings.flatMap((w) => (poorPhoto[w] ? [issueOf(side, w, poorPhoto[w])] : [])) }
  } catch (error) {
    if (!(error instanceof UpstreamError) || !isPhotoRejected(error)) throw error
    return { card: null, issues: [issueOf(side, 'unreadable', unreadable(side, error.code ?? ''))] }
  }
}

function unreadable(side: Side, code: string): string {
  switch (code) {
    case 'FailedOperation.CardSideError': return `照片不是身份证${sideNames[side]}，请确认两面没有拍反`
    case 'FailedOperation.ImageNoIdCard': return '照片中没有找到身份证，请把身份证放满取景框后重新拍照'
    case 'FailedOperation.IdCardTooSmall': return '照片中的身份证太小，请靠近后重新拍照'
    case 'FailedOperation.MultiCardError': return '照片中不止一张证件，请只拍一张'
    case 'FailedOperation.ImageBlur': return '照片模糊，请对焦清楚后重新拍照'
    default: return '照片无法识别，请在光线充足的地方重新拍照'
  }
}

const poorPhoto: Partial<Record<CardWarning, string>> = {
  blurred: '照片模糊，请对焦清楚后重新拍照',
  incompleteBorder: '身份证没有拍全，请把四个角都放进取景框',
  covered: '身份证被遮挡，请移开手指等遮挡物后重新拍照',
  glare: '照片反光，请换个角度重新拍照',
}

const doubtful: Partial<Record<CardWarning, string>> = {
  copy: '照片是复印件，请拍摄身份证原件',
  reshoot: '照片是对屏幕或照片的翻拍，请直接拍摄身份证原件',
  edited: '照片经过编辑，请直接拍摄身份证原件',
  temporary: '临时身份证不能自动核验，请选择人工审核',
  badValidity: '身份证的有效期限不正确，请核对证件，或选择人工审核',
}
const doubts = (side: Side, card: { warnings: CardWarning[] }): Issue[] => card.warnings.flatMap((w) => (doubtful[w] ? [issueOf(side, w, doubtful[w])] : []))

function compare(card: CardFront, claim: CardClaim): Issue[] {
  const issues: Issue[] = []
  if (normalizePersonName(card.name).normalize('NFC') !== claim.name.normalize('NFC')) {
    issues.push({ path: ['name'], code: 'card.name', message: '照片上的姓名与填写的不一致，请核对；姓名中有生僻字或间隔号而无法通过的，请选择人工审核' })
  }
  if (card.number !== claim.number) {
    issues.push({ path: ['identityNumber'], code: 'card.number', message: '照片上的身份证号与填写的不一致，请核对' })
  }
  return issues
}

const expired = (card: CardBack, today: string): Issue[] =>
  card.validTo !== null && card.validTo < today ? [issueOf('back', 'expired', `身份证已过有效期（${card.validTo}），请换领新证后再认证，或选择人工审核`)] : []

const registerIssue: Record<Exclude<IdentityCheckResult, 'matched'>, Issue> = {
  mismatched: { path: ['name'], code: 'register.mismatched', message: '姓名与身份证号核对不一致，请核对；如填写无误，请选择人工审核' },
  badNumber: { path: ['identityNumber'], code: 'register.badNumber', message: '身份证号未被公安系统接受，请核对；如填写无误，请选择人工审核' },
  badName: { path: ['name'], code: 'register.badName', message: '姓名未被公安系统接受，请核对；如填写无误，请选择人工审核' },
  notOnRecord: { path: ['identityNumber'], code: 'register.notOnRecord', message: '公安系统中没有查到这个身份证号，请核对；如填写无误，请选择人工审核' },
}
