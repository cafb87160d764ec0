import { type Filing, getApplication, getFilings } from '@talent/shared/contract/candidate'
import { getPayment } from '@talent/shared/contract/payments'
import { getHome, getMe } from '@talent/shared/contract/wechat-session'
import { type AppUnderTest, launchApp } from '../../harness/app-under-test'
import { FakeServer } from '../../harness/fake-server'
import { signedIn } from '../../harness/fixtures'
import { weappDist } from '../../harness/fresh-build'
import { applicationOf, filingOf, verifiedMe } from '../given-candidate'
import { paymentOf } from '../given-payment'

export const path = 'packages/candidate/filing/index?trialId=7'
export const without = 'packages/candidate/filing/index'

/** One candidate on the page of the filing; every test ends without an error, a warning or an unanswered request. */
export class OnFilingPage {
  filings: Filing[] = [filingOf()]
  readonly server = new FakeServer()
    .on(getMe, verifiedMe()).on(getHome, { todos: [] })
    .on(getFilings, () => ({ filings: this.filings, missing: null }))
    .on(getApplication, applicationOf()).on(getPayment, paymentOf('notRequired', { amountFen: 0, hint: '本年度不需要缴费。' }))
  private running: AppUnderTest | null = null

  get app(): AppUnderTest {
    if (!this.running) throw new Error('open the page first')
    return this.running
  }
  get text(): string {
    return this.app.page.text
  }

  async open(storage: Record<string, unknown> = {}, at = path): Promise<void> {
    this.running = await launchApp({ dist: weappDist, server: this.server, storage: { ...signedIn(), ...storage }, path: at })
  }

  /** The app is ended and opened again, with what the phone has kept. `meanwhile`: what happens until then. */
  async reopen(meanwhile: () => void = () => {}): Promise<void> {
    const kept = Object.fromEntries(this.app.storage)
    this.app.stop()
    meanwhile()
    await this.open(kept)
  }

  tap = (words: string) => this.app.tap(words)

  async allRight(titles = ['基本信息', '试用期填报', '试用期第 1 段']): Promise<void> {
    for (const title of titles) await this.tap(`${title}无误`)
  }

  /** Notes that one thing of a section is wrong. */
  async pointAt(title: string, label: string, remark: string, again = false): Promise<void> {
    await this.tap(`${title}${again ? '再指出一处' : '有误'}`)
    await this.tap(`有误的是${label}`)
    await this.app.write('说明', remark)
    await this.tap('记下这处有误')
  }

  /** To the declaration, read and accepted. */
  async toSheet(): Promise<void> {
    await this.allRight()
    await this.tap('确认信息')
    await this.tap('我已阅读并同意以上承诺')
  }

  /** For `confirmFiling`: from now on it is confirmed. */
  confirmed = (): { applicationId: number } => {
    this.filings = [filingOf({ ...this.filings[0], state: 'confirmed', confirmedAt: '2026-11-21T02:00:00Z', applicationId: 31 })]
    return { applicationId: 31 }
  }

  end(): void {
    if (!this.running) return
    const { errors, warnings } = this.running
    this.running.stop()
    expect({ errors, warnings, unanswered: this.server.unanswered }).toEqual({ errors: [], warnings: [], unanswered: [] })
  }
}
