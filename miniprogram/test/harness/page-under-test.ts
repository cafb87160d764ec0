import { applySetData } from './set-data'
import { figuresOf, type Renderer, textOf, type TreeFigures, walk, type WxNode } from './wxml'

type Handler = (...args: unknown[]) => unknown

/** One page of the compiled mini-program, as WeChat would hold it. */
export class PageUnderTest {
  readonly data: Record<string, unknown> = {}
  /** Bytes of each setData, in order. */
  readonly setDataBytes: number[] = []
  /** How many setData it took until there was something to tap; null as long as there is nothing. */
  setDataUntilTappable: number | null = null
  private drawn: WxNode | null = null

  constructor(
    readonly route: string,
    /** What the app sees as its page. */
    readonly instance: Record<string, unknown>,
    private readonly renderer: Renderer,
    later: (run: () => void) => void,
  ) {
    instance['setData'] = (patch: Record<string, unknown>, done?: () => void) => {
      this.setDataBytes.push(Buffer.byteLength(JSON.stringify(patch)))
      applySetData(this.data, patch)
      this.drawn = null
      if (this.setDataUntilTappable === null && this.tappables.length > 0) this.setDataUntilTappable = this.setDataBytes.length
      if (done) later(done)
    }
  }

  call(lifecycle: string, ...args: unknown[]): unknown {
    const handler = this.instance[lifecycle]
    return typeof handler === 'function' ? (handler as Handler).apply(this.instance, args) : undefined
  }

  get tree(): WxNode {
    this.drawn ??= this.renderer.render(this.route, this.data)
    return this.drawn
  }

  /** What acts on a tap; Taro binds no others. */
  get tappables(): WxNode[] {
    return [...walk(this.tree)].filter((node) => node.attr['bindtap'] === 'eh' && String(node.attr['data-sid'] ?? '') !== '')
  }

  get text(): string {
    return textOf(this.tree)
  }

  get figures(): TreeFigures {
    return figuresOf(this.tree)
  }

  /** Nodes that say exactly this (label or text); without any, those that contain it; innermost only. */
  find(words: string): WxNode[] {
    const all = [...walk(this.tree)].filter((node) => node.parent !== null)
    const says = (fits: (text: string) => boolean) => all.filter((node) => fits(String(node.attr['ariaLabel'] ?? '')) || fits(textOf(node)))
    const exact = says((text) => text === words)
    const found = exact.length ? exact : says((text) => text.includes(words))
    return found.filter((node) => ![...walk(node)].some((inner) => inner !== node && found.includes(inner)))
  }

  /** The one form control with this label or placeholder. */
  control(tag: string, label: string): WxNode {
    const all = [...walk(this.tree)].filter((node) => node.tag === tag)
    const names = (node: WxNode) => [...walk(node)].flatMap((one) => [one.attr['ariaLabel'], one.attr['placeholder']])
    const found = all.find((node) => names(node).some((name) => String(name ?? '').includes(label)) || textOf(node).includes(label))
    if (!found) throw new Error(`${this.route} has no ${tag} “${label}”. It shows: ${this.text}`)
    return found
  }

  /** Sends an event to a node and, when it bubbles, to every ancestor that listens: Taro acts at the topmost. */
  deliver(node: WxNode, type: string, detail: Record<string, unknown>, bubbles: boolean): void {
    const place = (at: WxNode) => ({ id: String(at.attr['id'] ?? ''), dataset: { sid: at.attr['data-sid'] }, offsetLeft: 0, offsetTop: 0 })
    const target = place(node)
    for (let at: WxNode | null = node; at; at = bubbles ? at.parent : null) {
      if (at.attr[`bind${type}`] !== 'eh' && at.attr[`catch${type}`] !== 'eh') continue
      this.call('eh', { type, timeStamp: Date.now(), target, currentTarget: place(at), detail, touches: [], changedTouches: [], mark: {} })
    }
  }
}
