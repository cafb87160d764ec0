import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { patience } from './stress'

// What runs in the page is text: the server's programs are compiled without the browser's names.

/**
 * All rules but one: that a name must hold all visible text. What is tapped is often a whole card, whose name is its
 * title, as one would call it; axe can't tell the title from what else stands there.
 */
const runAxe = `axe.run(document, { resultTypes: ['violations'], rules: { 'label-content-name-mismatch': { enabled: false } } })
  .then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ target, failureSummary }) => target.join(' ') + ' · ' + failureSummary.split('\\n').slice(1).join(' ').trim()) })))`

interface Violation {
  id: string
  impact: 'minor' | 'moderate' | 'serious' | 'critical' | null
  nodes: string[]
}

/** Whatever keeps somebody from using the page: axe's serious and critical findings. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const violations = await page.evaluate(runAxe) as Violation[]
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node}`))
}

const visible = `(element) => { const box = element.getBoundingClientRect(); return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== 'hidden' && !element.closest('[aria-hidden=true]') }`
const words = `(element) => (element.getAttribute('aria-label') || element.innerText || element.placeholder || element.className || element.tagName).trim().slice(0, 40)`

/** What is tapped is at least so high (LOOK: 44 px); a box inside its row counts as the row. */
export function findSmallTargets(page: Page, height: number): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('[role=button], [role=checkbox], [role=tab], [role=link], [role=switch], button, input')]
    .filter(${visible})
    .filter((element) => !element.closest('taro-input-core, .switch-row') || element.matches('taro-input-core'))
    .filter((element) => element.getBoundingClientRect().height < ${height - 0.5})
    .map((element) => Math.round(element.getBoundingClientRect().height) + ' px: ' + (${words})(element))`) as Promise<string[]>
}

/** Words that run out of their box or of the window. What scrolls is not cut. */
export function findCutWords(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const shown = [...document.querySelectorAll('body *')].filter(${visible})
    const hides = (element) => { const style = getComputedStyle(element); return /hidden|clip/.test(style.overflowX + style.overflowY) }
    const cut = shown.filter((element) => element.childElementCount === 0 && (element.textContent || '').trim() !== '' && hides(element))
      .filter((element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2)
    const scrolls = (element) => { for (let up = element.parentElement; up; up = up.parentElement) if (/auto|scroll/.test(getComputedStyle(up).overflowX) && up.scrollWidth > up.clientWidth) return true; return false }
    const outside = shown.filter((element) => element.childElementCount === 0 && (element.textContent || '').trim() !== '' && element.getBoundingClientRect().right > innerWidth + 1 && !scrolls(element))
    return [...new Set([...cut, ...outside])].filter((element) => !element.closest('.weui-picker')).map((element) => (${words})(element))
  })()`) as Promise<string[]>
}

/** What one has to scroll sideways to read, with how far it goes and how much of it is seen. */
export async function findSideways(page: Page, within = 'body'): Promise<string[]> {
  const look = () => page.evaluate(`[...document.querySelectorAll('${within} *')]
    .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1)
    .map((element) => innerWidth + ' wide: ' + element.className + ' ' + element.scrollWidth + ' > ' + element.clientWidth)`) as Promise<string[]>
  // After a change of the window a page is laid out in more than one step.
  for (const end = Date.now() + 3000 * patience; Date.now() < end; await page.waitForTimeout(100)) if ((await look()).length === 0) return []
  return look()
}

const atItsPlace = `(() => {
  const shown = [...document.querySelectorAll('.shell')].filter(${visible})
  return shown.length === 1 && Math.round(shown[0].getBoundingClientRect().left) === 0
})()`

/** Whether it comes true soon. Asked again and again from here: the page's policy forbids text as a program that waits. */
export async function comesTrue(page: Page, expression: string, withinMs: number): Promise<boolean> {
  for (const end = Date.now() + withinMs * patience; Date.now() < end; await page.waitForTimeout(30)) if (await page.evaluate(`Boolean(${expression})`)) return true
  return false
}

/** What has not come true by then does not: the test ends there, and says what it waited for. */
export async function waitUntil(page: Page, expression: string, withinMs = 15_000): Promise<void> {
  if (!(await comesTrue(page, expression, withinMs))) throw new Error(`Not so within ${withinMs} ms: ${expression}`)
}

/** Pages glide in from the side, and the one before goes only then: one page is shown, at its place. */
export async function arrives(page: Page): Promise<void> {
  await page.evaluate(`new Promise((resolve) => { const look = () => (${atItsPlace} ? resolve() : requestAnimationFrame(look)); look() })`)
}
