import { useCallback, useRef, type RefObject } from 'react'

/** The reasons stand above a long form, its buttons below it: `show` brings `top` into sight once what is wrong stands there. */
export function useFormTop(): { top: RefObject<HTMLDivElement>; show: () => void } {
  const top = useRef<HTMLDivElement>(null)
  const show = useCallback(() => void requestAnimationFrame(() => top.current?.scrollIntoView({ block: 'nearest' })), [])
  return { top, show }
}
