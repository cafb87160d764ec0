import { readFile } from 'node:fs/promises'
import { sendOwnSmsCode, type AccountProof } from '@talent/shared/contract/my-account'
import type { z } from '@talent/shared/zod'
import { givenPhoneSignIn, givenWechatSignIn, nextLoginCode, receivedCode, type SignedIn } from './given-candidate-sign-in'
import type { Caller } from './caller'
import type { TestServer } from './server'

export type Proof = z.output<typeof AccountProof>

/** A code that has just arrived at the phone the caller is bound to. */
export async function smsProof(server: TestServer, { caller, phone }: { caller: Caller; phone: string }): Promise<Proof> {
  await caller.call(sendOwnSmsCode, {})
  return { way: 'sms', smsCode: receivedCode(server, phone) }
}

/** One who signs in by WeChat, with the login code that names the same WeChat again. */
export async function givenWechatPerson(server: TestServer): Promise<SignedIn & { code: string; proof: Proof }> {
  const code = nextLoginCode()
  return { ...(await givenWechatSignIn(server, code)), code, proof: { way: 'wechat', code } }
}

/** One who signed in by phone on an earlier day: the next code is sent at once and without a captcha. */
export async function givenPhonePerson(server: TestServer) {
  const person = await givenPhoneSignIn(server)
  await forgetSentCodes(server)
  return person
}

export const forgetSentCodes = (server: TestServer) => server.platform.database.knex('sms_codes').delete()

/** The bytes that are kept under this key; rejects when there are none. */
export const storedFile = async (server: TestServer, key: string): Promise<Buffer> => readFile(await server.integrations.storage.localPath(key))

let serial = 0
/** Links the user to a WeChat whose login code is known here. */
export async function linkedWechat(server: TestServer, userId: number): Promise<{ code: string; openid: string; proof: Proof }> {
  const name = `linked${++serial}`
  const openid = server.sandbox.openidOf(name)
  await server.platform.database.knex('wechat_users').where('id', userId).update({ openid })
  const code = `sandbox:${name}`
  return { code, openid, proof: { way: 'wechat', code } }
}
