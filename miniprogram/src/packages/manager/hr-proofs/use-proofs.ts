import { uploadHrProof, uploadHrProofDocument } from '@talent/shared/contract/hr-accounts'
import { maxProofs } from '@talent/shared/domain/hr-account'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call, newKey } from '../../../api/call'
import { asCallProblem, type CallProblem } from '../../../api/problem-text'
import { useProblems } from '../../../api/use-problems'
import { pickDocument, pickPicture, type PickedFile } from '../../../platform/files'
import { forgetPicture, keepPicture, shrinkPicture } from '../../../platform/pictures'
import { keepProofs, type Proof, readProofs } from './proofs'

const maxPicture = 3 * 1024 * 1024
const maxDocument = 10 * 1024 * 1024

/** Photos of the stamped form; each is sent as soon as it is there, and again when the person comes back to one that was cut off. */
export function useProofs(draft: string, submitted: readonly Proof[] = []) {
  const [proofs, setProofs] = useState<Proof[]>(() => {
    const kept = readProofs(draft)
    return kept.length > 0 ? kept : [...submitted]
  })
  const { problems, note, forget } = useProblems()
  const [refusal, setRefusal] = useState<string | null>(null)
  const underWay = useRef(new Set<string>())

  const change = useCallback((next: (before: Proof[]) => Proof[]) => {
    setRefusal(null)
    setProofs((before) => {
      const after = next(before)
      keepProofs(draft, after)
      return after
    })
  }, [draft])

  const send = useCallback(async ({ key, kind, path, size, blob }: Proof) => {
    if (underWay.current.has(key)) return
    underWay.current.add(key)
    forget(key)
    const file = { path, size, ...(blob ? { blob } : {}) }
    try {
      const { proofId } = await call(kind === 'picture' ? uploadHrProof : uploadHrProofDocument, { file }, { key })
      change((before) => before.map((proof) => (proof.key === key ? { ...proof, proofId } : proof)))
    } catch (error) {
      note(key, asCallProblem(error))
    } finally {
      underWay.current.delete(key)
    }
  }, [change, note, forget])

  useEffect(() => {
    for (const proof of proofs) if (proof.proofId === null && !problems[proof.key]) void send(proof)
  }, [proofs, problems, send])

  const add = (kind: Proof['kind'], { path, size, blob }: PickedFile) =>
    change((before) => [...before, { key: newKey(), kind, path, size, ...(blob ? { blob } : {}), proofId: null, takenAt: Date.now() }])

  return {
    proofs,
    refusal,
    full: proofs.length >= maxProofs,
    problemOf: (proof: Proof): CallProblem | null => problems[proof.key] ?? null,
    async addPicture() {
      const picked = await pickPicture(['camera', 'album'])
      if (!picked) return
      const file = await shrinkPicture(picked, maxPicture)
      if (file.size > maxPicture) return setRefusal('照片不能超过 3 MB，请重拍或另选一张')
      add('picture', await keepPicture(file))
    },
    async addDocument() {
      const file = await pickDocument()
      if (!file) return
      if (file.size > maxDocument) return setRefusal('PDF 不能超过 10 MB，请减小后重新选择')
      add('document', file)
    },
    retry: (proof: Proof) => send(proof),
    remove(proof: Proof) {
      forgetPicture(proof.path)
      change((before) => before.filter((one) => one.key !== proof.key))
    },
    /** They were handed in: away from the device too. */
    forget() {
      for (const proof of proofs) forgetPicture(proof.path)
      keepProofs(draft, [])
    },
  }
}

export type Proofs = ReturnType<typeof useProofs>
