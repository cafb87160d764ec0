import { getAccountReviewPhoto, getAccountReviewProof, type AccountReview } from '@talent/shared/contract/account-verification'
import { useQueries } from '@tanstack/react-query'
import { client } from '../../api/client'
import { endpointKey } from '../../api/use-endpoint'
import type { Photo } from '../../ui/photo-viewer'

const sides = [['front', '证件正面'], ['back', '证件反面']] as const

/** Both sides of the document while they are kept, then the pages of the authorisation: how many is known with the review. */
export function useReviewFiles({ id, photosKept, proofs }: AccountReview): Photo[] {
  const photos = photosKept
    ? sides.map(([side, label]) => ({
        key: side, label, alt: `${label}照片`,
        query: { queryKey: [...endpointKey(getAccountReviewPhoto), { accountReviewId: id, side }], queryFn: () => client.call(getAccountReviewPhoto, { accountReviewId: id, side }) },
      }))
    : []
  const pages = proofs.map(({ proofId }, index) => ({
    key: String(proofId), label: proofs.length > 1 ? `授权书 ${index + 1}` : '授权书', alt: `盖章的授权书第 ${index + 1} 个文件`,
    query: { queryKey: [...endpointKey(getAccountReviewProof), { accountReviewId: id, proofId }], queryFn: () => client.call(getAccountReviewProof, { accountReviewId: id, proofId }) },
  }))
  const all = [...photos, ...pages]
  const files = useQueries({ queries: all.map(({ query }) => query) })
  return all.flatMap(({ key, label, alt }, index) => {
    const file = files[index]
    return file ? [{ key, label, alt, file }] : []
  })
}
