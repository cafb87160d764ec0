import sharp from 'sharp'
import { listInstitutionChanges, requestInstitutionChange, uploadChangePicture, uploadInstitutionPicture, type InstitutionChange } from '@talent/shared/contract/institution-changes'
import type { FixedFacts } from '@talent/shared/domain/institution-change'
import type { Caller } from './caller'

const picture = () => sharp({ create: { width: 400, height: 560, channels: 3, background: '#fdfdf8' } }).jpeg().toBuffer()

export async function givenChangeProof(admin: Caller): Promise<number> {
  return (await admin.call(uploadChangePicture, { file: { bytes: await picture(), name: '批复.jpg' } })).proofId
}

/** What the institution would send: as it stands, with these differences. */
export async function changeInput(admin: Caller, change: Partial<FixedFacts>) {
  const { current } = await admin.call(listInstitutionChanges, {})
  return { ...current, ...change, reason: '执业许可证已变更', proofIds: [await givenChangeProof(admin)] }
}

export async function givenInstitutionChange(admin: Caller, change: Partial<FixedFacts>): Promise<InstitutionChange> {
  return admin.call(requestInstitutionChange, await changeInput(admin, change))
}

export async function givenInstitutionFile(admin: Caller): Promise<number> {
  const { items } = await admin.call(uploadInstitutionPicture, { kind: 'license', replacesId: null, file: { bytes: await picture(), name: '许可证.jpg' } })
  return items.at(-1)?.id ?? 0
}
