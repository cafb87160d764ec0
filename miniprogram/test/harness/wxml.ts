import { wxmlToJs } from 'miniprogram-compiler'
import vm from 'node:vm'

/** A node as WeChat's own compiler renders it. */
export interface WxNode {
  /** Without the `wx-` in front: view, text, button … */
  tag: string
  attr: Record<string, unknown>
  children: (WxNode | string)[]
  parent: WxNode | null
}

export interface Renderer {
  /** The node tree of a page for its data. */
  render: (page: string, data: unknown) => WxNode
  /** What the compiler and the templates complained of. */
  warnings: string[]
}

interface RawNode {
  tag: string
  attr?: Record<string, unknown>
  children?: (RawNode | string | number)[]
}
type Generate = (data: unknown) => RawNode
type Gwx = (path: string) => Generate | undefined

const compiled = new Map<string, string>()

/**
 * Renders pages of a compiled mini-program with wcc, WeChat's WXML compiler. It comes as a binary in the
 * npm package miniprogram-compiler, which makes it executable itself.
 */
export function createRenderer(dist: string): Renderer {
  const source = compiled.get(dist) ?? wxmlToJs(dist, { maxBuffer: 64 * 1024 * 1024 })
  compiled.set(dist, source)
  const warnings: string[] = []
  const note = (...parts: unknown[]) => warnings.push(parts.map(String).join(' '))
  const context = vm.createContext({ window: {}, console: { log: note, warn: note, error: note } })
  const $gwx = vm.runInContext(`(function () { ${source} })()`, context) as Gwx

  const generate = (path: string, data: unknown): RawNode => {
    const template = $gwx(path)
    if (!template) throw new Error(`${path} is not in the compiled WXML`)
    // The templates look at prototypes: the data must be born in their realm.
    Object.assign(context, { json: JSON.stringify(data) })
    return template(vm.runInContext('JSON.parse(json)', context))
  }
  const adopt = (raw: RawNode, parent: WxNode | null): WxNode => {
    const node: WxNode = { tag: raw.tag.replace(/^wx-/, ''), attr: raw.attr ?? {}, children: [], parent }
    for (const child of raw.children ?? []) {
      if (typeof child === 'object') node.children.push(...flatten(child, node))
      else node.children.push(String(child))
    }
    return node
  }
  /** Taro goes on in a component of its own where the templates end; it adds no node for us. */
  const flatten = (raw: RawNode, parent: WxNode): WxNode[] => {
    if (raw.tag === 'virtual') return [adopt(raw, parent)]
    if (raw.tag !== 'wx-comp') return [adopt(raw, parent)]
    const inner = generate('comp.wxml', { i: raw.attr?.['i'] })
    return (inner.children ?? []).flatMap((child) => (typeof child === 'object' ? flatten(child, parent) : []))
  }
  return { warnings, render: (page, data) => adopt(generate(`${page}.wxml`, data), null) }
}

export function* walk(node: WxNode): Generator<WxNode> {
  yield node
  for (const child of node.children) if (typeof child === 'object') yield* walk(child)
}

/** A part of a line (ui/unbroken.tsx): nothing parts it from what stands beside it. */
const isInline = (child: WxNode | string): boolean => typeof child === 'object' && child.attr['class'] === 'unbroken'

/** All text below a node, as one reads it. */
export function textOf(node: WxNode): string {
  const parts = node.children
    .map((child) => ({ text: typeof child === 'string' ? child : textOf(child), inline: isInline(child) }))
    .filter(({ text }) => text.trim() !== '')
  return parts.map(({ text, inline }, at) => (at === 0 || inline || parts[at - 1]?.inline ? text : ` ${text}`)).join('').replace(/\s+/g, ' ')
}

export interface TreeFigures {
  nodes: number
  depth: number
  widest: number
}

/** What WeChat scores a page by. */
export function figuresOf(root: WxNode): TreeFigures {
  let nodes = 0
  let widest = 0
  const deepest = (node: WxNode): number => {
    nodes += 1
    const inner = node.children.filter((child): child is WxNode => typeof child === 'object')
    widest = Math.max(widest, inner.length)
    return 1 + Math.max(0, ...inner.map(deepest))
  }
  const depth = deepest(root)
  return { nodes, depth, widest }
}
