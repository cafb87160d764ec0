import type { FileChooser, Page } from 'playwright-core'
import { comesTrue } from './page-checks'
import { patience } from './stress'

// What runs in the page is text: the server's programs are compiled without the browser's names.

/** Of the focused element: how it and what surrounds it looks, its name, and whether it is to be seen. */
const look = `(element) => {
  const around = [element, element.nextElementSibling, element.parentElement, element.parentElement?.parentElement, element.parentElement?.parentElement?.parentElement].filter(Boolean)
  return around.map((one) => { const s = getComputedStyle(one); return [s.outlineStyle, s.outlineColor, s.outlineWidth, s.boxShadow, s.borderColor, s.backgroundColor, s.color, s.textDecorationLine].join(' ') }).join(' | ')
}`

/** Role and name of a control, as far as ours go: what it is labelled by, its label, its words. */
const nameOf = `(element) => {
  const byId = (ids) => ids.split(/\\s+/).map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim()
  const labelled = element.getAttribute('aria-labelledby')
  const own = element.labels?.length ? [...element.labels].map((label) => label.textContent).join(' ') : ''
  const words = (labelled ? byId(labelled) : '') || element.getAttribute('aria-label') || own || element.innerText || element.querySelector('[aria-label]')?.getAttribute('aria-label') || element.getAttribute('title') || element.getAttribute('placeholder') || element.value || ''
  const kind = element.tagName === 'INPUT' ? { checkbox: 'checkbox', radio: 'radio', button: 'button', submit: 'button' }[element.type] || 'textbox' : { A: 'link', BUTTON: 'button', TEXTAREA: 'textbox', MAIN: 'main' }[element.tagName] || element.tagName.toLowerCase()
  return { role: element.getAttribute('role') || kind, name: element.tabIndex < 0 ? '' : words.replace(/\\s+/g, ' ').trim() }
}`

/** Finishes what antd lets glide, remembers the focused element, and says what is wrong with where the focus is. */
const inspect = `(() => {
  document.getAnimations().forEach((animation) => { try { animation.finish() } catch { animation.cancel() } })
  const look = ${look}
  const before = window.keyboardBefore
  const element = document.activeElement
  const unseen = before && before.element.isConnected && before.element.tabIndex >= 0 && before.element !== element && !before.element.closest('.ant-select, .ant-picker, .ant-input-affix-wrapper')?.contains(element) && look(before.element) === before.look
  const faults = unseen ? ['the focus is not to be seen: ' + before.words] : []
  if (!element || element === document.body) return { faults: [...faults, 'the focus is lost'], id: null, focused: null }
  const words = element.tagName.toLowerCase() + ' ' + (element.getAttribute('aria-label') || element.innerText || element.placeholder || element.id || '').trim().slice(0, 40)
  const box = element.getBoundingClientRect()
  const seen = element.closest('label, .ant-select, .ant-picker, .ant-upload') || element
  const place = seen.getBoundingClientRect()
  if (place.bottom <= 0 || place.top >= innerHeight || place.right <= 0 || place.left >= innerWidth || place.width === 0) faults.push('the focus is out of sight: ' + words)
  else {
    const top = document.elementFromPoint(Math.min(innerWidth - 1, Math.max(0, place.left + place.width / 2)), Math.min(innerHeight - 1, Math.max(0, place.top + place.height / 2)))
    if (top && place.height < innerHeight / 2 && !seen.contains(top) && !top.contains(seen) && !top.closest('.ant-select-dropdown, .ant-picker-dropdown, .ant-popover, .ant-tooltip, .ant-message, .ant-dropdown')) faults.push('the focus is covered: ' + words + ' by ' + (top.className || top.tagName))
  }
  const open = [...document.querySelectorAll('[role=dialog]')].filter((dialog) => dialog.getBoundingClientRect().width > 0)
  const modal = open.filter((dialog) => dialog.getAttribute('aria-modal') === 'true').at(-1)
  if (modal && !modal.contains(element) && !element.closest('.ant-select-dropdown, .ant-picker-dropdown')) faults.push('the focus has left the dialog: ' + words)
  window.keyboardBefore = { element, look: look(element), words }
  window.keyboardIds = window.keyboardIds || new WeakMap()
  if (!window.keyboardIds.has(element)) window.keyboardIds.set(element, (window.keyboardNext = (window.keyboardNext || 0) + 1))
  const focused = (${nameOf})(element)
  if (focused.name === '' && element.tabIndex >= 0) faults.push('a control without a name: ' + element.outerHTML.slice(0, 160))
  return { faults, id: window.keyboardIds.get(element), focused }
})()`

export interface Focused {
  role: string
  name: string
}

interface Inspected {
  faults: string[]
  /** null: nothing has the focus. */
  id: number | null
  focused: Focused | null
}

/** The focus is where it can stay: a dialog that is opening, or has just led to another, has not taken it yet. */
const atRest = `(() => {
  const element = document.activeElement
  if (!element || element === document.body) return false
  const modal = [...document.querySelectorAll('[role=dialog][aria-modal=true]')].filter((dialog) => dialog.getBoundingClientRect().width > 0).at(-1)
  return !modal || modal.contains(element) || element.closest('.ant-select-dropdown, .ant-picker-dropdown') !== null
})()`

const farthest = 150
const msToSettle = 5000

/**
 * A clerk without a mouse. Every step of the focus is looked at: it must not be lost, hidden, unnamed, or leave an open
 * dialog; the first fault fails the test with the words of where it was.
 */
export class Keyboard {
  /** Nothing has the focus, and rightly so: the page has just come. */
  private atStart = true

  constructor(private readonly page: Page) {}

  private inspect(): Promise<Inspected> {
    return this.page.evaluate(inspect) as Promise<Inspected>
  }

  /** What has the focus; its faults fail the test. */
  async focused(): Promise<Focused> {
    return (await this.look()).focused
  }

  private async look(found?: Inspected): Promise<{ id: number; focused: Focused }> {
    const { faults, id, focused } = found ?? (await this.inspect())
    if (faults.length > 0 || id === null || focused === null) throw new Error(faults.join('; '))
    return { id, focused }
  }

  /** One step of Tab, or back. Between the last and the first control lies the browser itself. */
  private async step(back: boolean): Promise<{ id: number; focused: Focused }> {
    const key = back ? 'Shift+Tab' : 'Tab'
    this.atStart = false
    await this.page.keyboard.press(key)
    const found = await this.inspect()
    if (found.id !== null) return this.look(found)
    await this.page.keyboard.press(key)
    return this.look()
  }

  async tab(back = false): Promise<Focused> {
    return (await this.step(back)).focused
  }

  /** Tabs on until the control of this name has the focus. */
  async to(name: string | RegExp, { back = false, role }: { back?: boolean; role?: string } = {}): Promise<Focused> {
    const wanted = (focused: Focused) => (role === undefined || focused.role === role) && (typeof name === 'string' ? focused.name === name : name.test(focused.name))
    if (!this.atStart) await this.until(atRest)
    const now = await this.inspect()
    if (now.focused && wanted(now.focused)) return (await this.look(now)).focused
    if (!now.focused && !this.atStart) throw new Error(`The focus was lost before ${String(name)}`)
    // Nobody presses Tab for what is still to come: what is not on the way is looked for again.
    for (const end = Date.now() + msToSettle * patience; ; ) {
      const { found, passed } = await this.goRound(wanted, back)
      if (found) return found
      if (Date.now() > end) throw new Error(`No ${String(name)} on the way: ${passed.join(', ')}`)
    }
  }

  /** Once through the page, or until it is what is wanted. */
  private async goRound(wanted: (focused: Focused) => boolean, back: boolean): Promise<{ found: Focused | null; passed: string[] }> {
    const passed: string[] = []
    const seen = new Set<number>()
    for (let step = 0; step < farthest; step++) {
      const { id, focused } = await this.step(back)
      if (wanted(focused)) return { found: focused, passed }
      if (seen.has(id)) break
      seen.add(id)
      passed.push(`${focused.role} ${focused.name}`)
    }
    return { found: null, passed }
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  /**
   * Opens the file chooser of what has the focus. That it is awaited reaches the page by another way than a key does, and a
   * page that is busy takes the key first: so the page is asked something in between.
   */
  async openChooser(): Promise<FileChooser> {
    const open = async () => {
      await this.page.evaluate('0')
      await this.press('Enter')
    }
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), open()])
    return chooser
  }

  /** Puts text into the field of this label, in place of what is there. */
  async write(label: string | RegExp, text: string, options: { back?: boolean } = {}): Promise<void> {
    await this.to(label, { role: 'textbox', ...options })
    await this.press('ControlOrMeta+a')
    await this.page.keyboard.insertText(text)
  }

  /** Opens a drop-down, narrows it by typing, takes the entry with Enter. */
  async choose(label: string | RegExp, text: string): Promise<void> {
    await this.to(label, { role: 'combobox' })
    await this.press('ArrowDown')
    const entry = this.page.getByTitle(text, { exact: true }).filter({ visible: true }).last()
    const isEditable = await this.page.locator(':focus').isEditable()
    if (isEditable) await this.page.keyboard.insertText(text)
    await entry.waitFor()
    await this.arrowTo(text)
    // A Tab stays in the field until the list has closed; one of several choices stays open.
    await comesTrue(this.page, `document.activeElement?.getAttribute('aria-expanded') !== 'true'`, 1000)
    await this.page.getByTitle(text, { exact: true }).filter({ visible: true }).first().waitFor()
  }

  /** Down an open list or a tree to the entry of this text, and takes it. */
  async arrowTo(text: string): Promise<void> {
    for (let step = 0; !(await this.isActive(text)); step++) {
      if (step > farthest) throw new Error(`No ${text} in the list`)
      await this.press('ArrowDown')
    }
    await this.press('Enter')
  }

  private isActive(text: string): Promise<boolean> {
    return this.page.evaluate(`[...document.querySelectorAll('.ant-select-item-option-active, .ant-select-tree-treenode-active, .ant-tree-treenode-active')].some((option) => option.textContent.trim() === ${JSON.stringify(text)})`) as Promise<boolean>
  }

  /** Presses the button or link of this name, come to by Tab. */
  async use(name: string | RegExp, options: { back?: boolean; role?: string; key?: string } = {}): Promise<void> {
    await this.to(name, options)
    await this.press(options.key ?? 'Enter')
  }

  /** A dialog takes the focus, keeps it, and gives it back to what opened it; `work` closes it. */
  async inDialog(work: () => Promise<void>, { returns = true }: { returns?: boolean } = {}): Promise<void> {
    const opener = await this.page.evaluate('(() => { window.keyboardOpener = window.keyboardBefore?.element; return window.keyboardBefore?.words })()')
    await this.page.getByRole('dialog').last().waitFor()
    if (!(await this.until(`document.activeElement?.closest('[role=dialog]')`))) throw new Error(`The dialog of ${String(opener)} has not taken the focus`)
    const start = await this.look()
    for (let step = 0; ; step++) {
      const { id } = await this.step(false)
      if (id === start.id || step > farthest) break
    }
    await work()
    await this.page.getByRole('dialog').last().waitFor({ state: 'hidden' })
    if (!returns || (await this.until('!window.keyboardOpener?.isConnected || document.activeElement === window.keyboardOpener'))) return
    throw new Error(`After the dialog the focus is not back at ${String(opener)} but at ${String(await this.page.evaluate('document.activeElement.outerHTML.slice(0, 200)'))}`)
  }

  /** Whether it comes true soon. */
  until(expression: string): Promise<boolean> {
    return comesTrue(this.page, expression, msToSettle)
  }

  /** Opens a page by its address and skips the menu. */
  async open(path: string, heading: string): Promise<void> {
    await this.page.goto(`/admin/${path}`)
    this.atStart = true
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await this.use('跳到正文')
  }

  /** Through the page from its start, of a long list the first rows; what is wrong with it, not only the first. */
  async walk(): Promise<string[]> {
    const faults: string[] = []
    const seen = new Set<number>()
    await this.page.evaluate(`(() => { window.keyboardBefore = null; document.activeElement?.blur(); document.getElementById('main')?.focus() })()`)
    for (let step = 0; step < farthest / 3; step++) {
      await this.press('Tab')
      const { faults: found, id } = await this.inspect()
      if (id === null || seen.has(id)) return [...faults, ...found.filter((fault) => fault !== 'the focus is lost')]
      seen.add(id)
      faults.push(...found)
    }
    return faults
  }
}
