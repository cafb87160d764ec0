import type { CSSProperties, ReactNode } from 'react'

/** Taro's components as the plain elements that they become in a browser. */
interface Props extends Record<string, unknown> {
  children?: ReactNode
  className?: string
  style?: CSSProperties
}

/** Attributes that React would not know on a plain element. */
const foreign = new Set([
  'hoverClass', 'placeholderClass', 'loading', 'openType', 'onGetPhoneNumber', 'scrollX', 'scrollY', 'enhanced', 'showScrollbar', 'lazyLoad', 'autoHeight',
  'onConfirm', 'mode', 'range', 'maxlength', 'isOpened', 'scrollWithAnimation', 'onScrollToLower', 'onScrollToUpper', 'onScroll', 'scrollTop', 'scrollLeft',
  'upperThreshold', 'lowerThreshold', 'start', 'end',
])
// taro-ui's default style is an empty text, which Taro takes and React does not.
const plain = (props: Props) => Object.fromEntries(Object.entries(props).filter(([name, value]) => !foreign.has(name) && !(name === 'style' && typeof value === 'string')))

export const View = (props: Props) => <div {...plain(props)} />
export const Text = (props: Props) => <span {...plain(props)} />
export const ScrollView = View
export const Button = ({ onClick, ...props }: Props & { onClick?: () => void }) => <button type="button" onClick={() => onClick?.()} {...plain(props)} />
export const Image = ({ nativeProps, ...props }: Props & { nativeProps?: object }) => <img alt="" {...plain(props)} {...nativeProps} />

type Input = Props & { nativeProps?: object; onInput?: (event: { detail: { value: string } }) => void; type?: string }
export const Input = ({ onInput, nativeProps, ...props }: Input) => (
  <input {...plain({ ...props, type: 'text' })} {...nativeProps} onChange={(event) => onInput?.({ detail: { value: event.target.value } })} />
)
export const Textarea = ({ onInput, nativeProps, ...props }: Input) => (
  <textarea {...plain(props)} {...nativeProps} onChange={(event) => onInput?.({ detail: { value: event.target.value } })} />
)

type Change<V> = Props & { onChange?: (event: { detail: { value: V } }) => void }
export const Switch = ({ onChange, checked, nativeProps, ...props }: Change<boolean> & { checked?: boolean; nativeProps?: object }) => (
  <input type="checkbox" role="switch" checked={checked} {...plain(props)} {...nativeProps} onChange={(event) => onChange?.({ detail: { value: event.target.checked } })} />
)
/** The wheel as a list of buttons would be; a date as a text box. */
export const Picker = ({ onChange, range, children, ...props }: Change<string> & { range?: string[] }) => (
  <div {...plain({ ...props, value: undefined })}>
    {children}
    {(range ?? []).map((word, at) => (
      <button key={word} type="button" onClick={() => onChange?.({ detail: { value: String(at) } })}>{word}</button>
    ))}
  </div>
)
