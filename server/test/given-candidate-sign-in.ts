import { randomInt } from 'node:crypto'
import { identityCheckCharacter } from '@talent/shared/domain/identity-document'
import { giveConsent, privacyVersion, sendSmsCode, signInWithPhone, signInWithWechat } from '@talent/shared/contract/wechat-session'
import { uploadIdentityPhoto } from '@talent/shared/contract/identity'
import { specimenCard, type SpecimenCard } from '../src/sandbox/specimen-card'
import { createCaller, type Caller } from './caller'
import type { TestServer } from './server'

let serial = randomInt(1e5)
export const nextPhone = (): string => `139${String(++serial).padStart(8, '0')}`
/** A WeChat login code of a person who never signed in before. */
export const nextLoginCode = (): string => `sandbox:person${++serial}`

export function nextIdentityNumber(): string {
  const first17 = `42010219900101${String(++serial % 1000).padStart(3, '0')}`
  return first17 + identityCheckCharacter(first17)
}

export interface SignedIn {
  id: number
  token: string
  caller: Caller
}

const signedIn = (server: TestServer, answer: { token: string; me: { id: number } }): SignedIn => ({
  id: answer.me.id, token: answer.token, caller: createCaller(server, { bearer: answer.token }),
})

/** As `wx.login` does it, with the privacy consent given. */
export async function givenWechatSignIn(server: TestServer, code = nextLoginCode()): Promise<SignedIn> {
  const user = signedIn(server, await createCaller(server).call(signInWithWechat, { code }))
  await consentTo(user.caller, 'privacy')
  return user
}

export const consentTo = (caller: Caller, kind: 'privacy' | 'identityCard' | 'face') => caller.call(giveConsent, { kind, version: privacyVersion })

/** The code that just arrived at this phone. */
export function receivedCode(server: TestServer, phone: string): string {
  const sms = server.sandbox.state.sms.find((s) => s.phone === phone)
  if (!sms?.params[0]) throw new Error('no SMS arrived')
  return sms.params[0]
}

export async function givenPhoneSignIn(server: TestServer, phone = nextPhone(), bearer?: string): Promise<SignedIn & { phone: string }> {
  const caller = createCaller(server, bearer === undefined ? {} : { bearer })
  await caller.call(sendSmsCode, { phone })
  const user = signedIn(server, await caller.call(signInWithPhone, { phone, smsCode: receivedCode(server, phone) }))
  await consentTo(user.caller, 'privacy')
  return { ...user, phone }
}

type CardDetails<S extends SpecimenCard['side']> = Partial<Omit<Extract<SpecimenCard, { side: S }>, 'side' | 'name' | 'number'>>

/** Both sides of a specimen card, uploaded. */
export async function givenCardPhotos(
  caller: Caller,
  person: { name: string; number: string },
  details: { front?: CardDetails<'front'>; back?: CardDetails<'back'> } = {},
): Promise<{ frontPhotoId: number; backPhotoId: number }> {
  const front = await specimenCard({ side: 'front', ...person, ...details.front })
  const back = await specimenCard({ side: 'back', ...details.back })
  const upload = async (side: 'front' | 'back', bytes: Buffer) => (await caller.call(uploadIdentityPhoto, { side, file: { bytes, name: `${side}.jpg` } })).photoId
  return { frontPhotoId: await upload('front', front), backPhotoId: await upload('back', back) }
}

/** Signed in by WeChat, agreed to the use of the identity card, with the photos of a card uploaded. */
export async function givenPersonWithCard(server: TestServer, options: { name?: string; number?: string; front?: CardDetails<'front'>; back?: CardDetails<'back'> } = {}) {
  const user = await givenWechatSignIn(server)
  await consentTo(user.caller, 'identityCard')
  const person = { name: options.name ?? '张三', number: options.number ?? nextIdentityNumber() }
  const photos = await givenCardPhotos(user.caller, person, options)
  return { ...user, person, photos, entry: { name: person.name, identityNumber: person.number, ...photos } }
}
