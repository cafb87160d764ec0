import type { APIRequestContext } from 'playwright-core'
import { candidates, reviewers } from '../src/demonstration/people'

/** The demonstration's accounts; see server/src/demonstration/people.ts. */
export { password } from '../src/demonstration/people'

const everybody = [...candidates, ...reviewers]

/** Somebody of the demonstration. */
export function personOf(key: (typeof everybody)[number]['key']) {
  const found = everybody.find((one) => one.key === key)
  if (!found) throw new Error(`The demonstration has no ${key}`)
  return found.person
}

/** The newest code that the sandbox "sent" to this phone. */
export async function smsCode(request: APIRequestContext, phone: string): Promise<string> {
  const inbox: { sms: { phone: string; params: string[] }[] } = await (await request.get('/sandbox/inbox.json')).json()
  const code = inbox.sms.find((sms) => sms.phone.endsWith(phone) && /^\d{6}$/.test(sms.params[0] ?? ''))?.params[0]
  if (code === undefined) throw new Error(`The sandbox has no SMS for ${phone}`)
  return code
}

/** A specimen card of anybody, which the sandbox's recognition can read. */
export async function specimenCard(request: APIRequestContext, side: 'front' | 'back', name: string, number: string): Promise<Buffer> {
  const response = await request.post('/sandbox/specimens', { form: { side, name, number } })
  if (!response.ok()) throw new Error(await response.text())
  return response.body()
}
