import { type IdentityVerification, submitManualVerification, verifyAutomatically } from '@talent/shared/contract/identity'
import type { Me } from '@talent/shared/contract/wechat-session'
import { type Issue, isError } from '@talent/shared/domain/issue'
import { Problem, problem as newProblem } from '@talent/shared/errors'
import { useEffect, useState } from 'react'
import { asCallProblem, type CallProblem } from '../../../api/problem-text'
import { useMutation } from '../../../api/use-mutation'
import { consentTo, hasConsent } from '../../../face-check/face-consent'
import { askPrivacyAuthorization } from '../../../platform/privacy'
import { chinaToday } from '../../../platform/time'
import type { Way } from '../identity/way'
import { clearCardPhotos, type Side } from './card-photos'
import { checkEntry, type Entry, type FieldWords, forgetEntry, forWay, isComplete, keepEntry, keptEntry, normalized, wordsFor } from './identity-entry'
import { useCardPhotos } from './use-card-photos'

export type Step = 'entry' | 'photos' | 'done'

const empty: Entry = { name: '', identityType: '', identityNumber: '' }

/** The way through one verification: entry, consent, photos, result. `me` is null while the page loads. */
export function useIdentityForm(me: Me | null, firstWay: Way) {
  const [way, setWay] = useState(firstWay)
  const [step, setStep] = useState<Step>('entry')
  const [entry, setEntry] = useState<Entry>(empty)
  /** 下一步 was tapped: from then on every fault is told. */
  const [checked, setChecked] = useState(false)
  const [consented, setConsented] = useState(false)
  const [failure, setFailure] = useState<CallProblem | null>(null)
  const [result, setResult] = useState<IdentityVerification | null>(null)
  const userId = me?.id ?? null
  const automatic = useMutation(verifyAutomatically)
  const manual = useMutation(submitManualVerification)
  const { photos, sendingOf, retry } = useCardPhotos(userId, entry.identityType)

  useEffect(() => {
    if (userId !== null) setEntry(keptEntry(userId, firstWay))
  }, [userId, firstWay])

  // What was said of the former photos does not hold for new ones.
  const taken = `${photos.front?.key ?? ''} ${photos.back?.key ?? ''}`
  useEffect(() => setFailure(null), [taken])

  const change = (patch: Partial<Entry>) => {
    setFailure(null)
    setEntry((before) => {
      const next = { ...before, ...patch }
      if (userId !== null) keepEntry(userId, next)
      return next
    })
  }
  const issues = checkEntry(entry, chinaToday())

  /** What to say at a field: the own rules first, then what the server said of it. */
  const words = (field: 'name' | 'identityType' | 'identityNumber'): FieldWords => {
    const own = wordsFor(issues, field, checked || (field === 'identityNumber' && isComplete(entry)))
    return own.error === null ? { ...own, error: refusals(failure, field)[0] ?? null } : own
  }

  const next = () => {
    setChecked(true)
    setFailure(null)
    if (issues.some(isError)) return
    change(normalized(entry))
    setStep('photos')
  }
  const consent = async () => {
    try {
      if (!(await askPrivacyAuthorization())) return
      await consentTo('identityCard')
      setConsented(true)
      setFailure(null)
    } catch (error) {
      setFailure(asCallProblem(error))
    }
  }
  const submit = async () => {
    const { name, identityType, identityNumber } = entry
    const [frontPhotoId, backPhotoId] = [photos.front?.photoId ?? null, photos.back?.photoId ?? null]
    if (frontPhotoId === null || backPhotoId === null) {
      const missing = (side: Side): Issue[] => (photos[side] ? [] : [{ path: [`${side}PhotoId`], code: 'photo.missing', message: '请拍摄或选择这张照片' }])
      const issues = [...missing('front'), ...missing('back')]
      return setFailure(newProblem('BAD_INPUT', { detail: issues.length ? '还缺证件照片，请补齐后提交' : '照片还没有上传完，请稍候，或点“重新上传”', issues }))
    }
    const ids = { frontPhotoId, backPhotoId }
    const outcome = way === 'automatic' ? await automatic.send({ name, identityNumber, ...ids }) : await manual.send({ name, identityType, identityNumber, ...ids })
    if (!outcome.ok) return setFailure(outcome.problem)
    if (userId !== null) {
      forgetEntry(userId)
      clearCardPhotos(userId)
    }
    setFailure(null)
    setResult(outcome.data)
    setStep('done')
  }
  return {
    way, step, entry, photos, sendingOf, retry, failure, result, words, change, next, consent, submit,
    consented: consented || hasConsent(me, 'identityCard'),
    photoError: (side: Side) => refusals(failure, `${side}PhotoId`)[0] ?? null,
    backToEntry: () => {
      setChecked(true)
      setStep('entry')
    },
    /** The entry and the photos are good for the manual way too. */
    switchToManual: () => {
      setWay('manual')
      setFailure(null)
      setEntry((before) => forWay(before, 'manual'))
    },
  }
}

export type IdentityForm = ReturnType<typeof useIdentityForm>

function refusals(failure: CallProblem | null, field: string): string[] {
  return failure instanceof Problem ? failure.issues.filter((issue) => issue.path[0] === field).map((issue) => issue.message) : []
}

/** The sentences of a refusal that concern what was typed. */
export const entryRefusals = (failure: CallProblem | null): string[] => [...refusals(failure, 'name'), ...refusals(failure, 'identityNumber'), ...refusals(failure, 'identityType')]

/** After these the automatic way leads nowhere, or need not: the manual one is offered. */
export function offersManual(failure: CallProblem | null): boolean {
  return failure instanceof Problem && ['IDENTITY_MISMATCH', 'IDENTITY_AUTOMATIC_CLOSED', 'IDENTITY_TAKEN', 'UPSTREAM_UNAVAILABLE'].includes(failure.code)
}

/** No try is left, or another try can't help. */
export function automaticIsOver(failure: CallProblem | null): boolean {
  if (!(failure instanceof Problem)) return false
  const { data } = failure.extra
  const noneLeft = typeof data === 'object' && data !== null && 'automaticTriesLeft' in data && data.automaticTriesLeft === 0
  return noneLeft || failure.code === 'IDENTITY_AUTOMATIC_CLOSED' || failure.code === 'IDENTITY_TAKEN'
}
