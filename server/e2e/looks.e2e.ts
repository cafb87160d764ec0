import type { BrowserContextOptions } from 'playwright-core'
import { phone } from './browser'
import { journey } from './journey'
import * as mini from './mini-program'
import { arrives, findBarriers, findCutWords } from './page-checks'
import { personOf } from './sandbox'

/** The candidate's path once more, as it looks in the dark and with large text; at every station nobody is kept out and nothing is cut. */

const looks: [look: string, options: BrowserContextOptions, person: 'fresh' | 'ready', elder: boolean][] = [
  ['in the dark', { ...phone, colorScheme: 'dark' }, 'fresh', false],
  ['with large text', phone, 'ready', true],
]

describe.each(looks)('%s', (_look, options, key, elder) => {
  const { at, step, end } = journey({ candidate: options })
  const person = personOf(key)
  const fits = async () => {
    const page = at('candidate')
    await arrives(page)
    expect([...await findBarriers(page), ...(elder ? await findCutWords(page) : [])]).toEqual([])
  }

  step('one signs in', async () => {
    const page = at('candidate')
    await mini.signInByPhone(page, person.mobile)
    if (elder) {
      await mini.openTab(page, '我的')
      await mini.turnOn(page, '大字模式')
      await fits()
      await mini.openTab(page, '首页')
    }
    await fits()
  })

  if (key === 'fresh') {
    step('is verified by photos of the card', async () => {
      const page = at('candidate')
      await mini.tap(page, '前往认证')
      await fits()
      await mini.verifyIdentity(page, person.name, person.identityNumber, fits)
      await fits()
      await mini.tap(page, '返回首页')
    })
  }

  step('objects, takes it back and finds everything right', async () => {
    const page = at('candidate')
    await mini.tap(page, '去核对')
    await mini.sees(page, /^还差 \d+ 项/)
    await fits()
    await mini.tap(page, '基本信息有误')
    await fits()
    await mini.tap(page, '有误的是所学专业')
    await fits()
    await page.locator('textarea').filter({ visible: true }).fill('应为口腔医学')
    await mini.tap(page, '记下这处有误')
    await mini.tap(page, '撤销对所学专业的说明')
    await mini.markAllRight(page)
    await fits()
  })

  step('confirms, and follows it', async () => {
    const page = at('candidate')
    await mini.tap(page, '确认信息')
    await page.getByRole('checkbox', { name: '我已阅读并同意以上承诺' }).filter({ visible: true }).waitFor()
    await fits()
    await mini.confirmByFace(page)
    await fits()
    await mini.tap(page, '查看申报进度')
    await mini.seesButton(page, '打开申报表（PDF）')
    await fits()
    await page.goto('/m/#/packages/candidate/applications/index')
    await mini.seesButton(page, /医师资格考试/)
    await fits()
  })

  end()
})
