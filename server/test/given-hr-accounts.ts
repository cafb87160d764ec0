import sharp from 'sharp'
import { listHrReviews, submitHrApplication, uploadHrProof, uploadHrProofDocument } from '@talent/shared/contract/hr-accounts'
import type { Caller } from './caller'
import { givenWechatUser, type GivenOrganization } from './given'
import { nextIdentityNumber, nextPhone } from './given-candidate-sign-in'
import type { TestServer } from './server'

export async function givenProof(caller: Caller): Promise<number> {
  const bytes = await sharp({ create: { width: 400, height: 560, channels: 3, background: '#fdfdf8' } }).jpeg().toBuffer()
  return (await caller.call(uploadHrProof, { file: { bytes, name: '申请表.jpg' } })).proofId
}

export const pdfBytes = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
export const givenPdfProof = async (caller: Caller): Promise<number> => (await caller.call(uploadHrProofDocument, { file: { bytes: pdfBytes, name: '申请表.pdf' } })).proofId

/** A verified user with a phone. */
export async function givenApplicant(server: TestServer, options: { name?: string; phone?: string | null } = {}) {
  const phone = options.phone === undefined ? nextPhone() : options.phone
  const identityNumber = nextIdentityNumber()
  const name = options.name ?? '李人事'
  const user = await givenWechatUser(server, { ...(phone ? { phone } : {}), identity: { name, identityNumber } })
  return { ...user, name, phone, identityNumber }
}

/** A submitted application for the institution. */
export async function givenHrApplication(server: TestServer, institution: GivenOrganization, options: { name?: string; phone?: string | null } = {}) {
  const applicant = await givenApplicant(server, options)
  const application = await applicant.caller.call(submitHrApplication, { organizationId: institution.id, proofIds: [await givenProof(applicant.caller)] })
  return { applicant, application }
}

export const pendingOf = async (authority: Caller) => (await authority.call(listHrReviews, {})).items
