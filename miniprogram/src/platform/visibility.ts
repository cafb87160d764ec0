import Taro from '@tarojs/taro'
import { isWeapp } from './target'
import { wechat } from './wechat'

type OnChange = (near: boolean, height: number) => void

/**
 * Tells whenever an element comes near what is on the screen or goes far from it (`margin` px above and below), with its
 * height. Returns how to stop; an old browser tells nothing.
 */
export function watchNearness(id: string, margin: number, onChange: OnChange): () => void {
  if (isWeapp) {
    const observer = wechat().createIntersectionObserver(Taro.getCurrentInstance().page ?? {})
    // The element is drawn a little after the component that it is of.
    const timer = setTimeout(() => {
      observer.relativeToViewport({ top: margin, bottom: margin }).observe(`#${id}`, (seen) => onChange(seen.intersectionRatio > 0, seen.boundingClientRect.height))
    }, 50)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
    }
  }
  const element = document.getElementById(id)
  if (!element || typeof IntersectionObserver === 'undefined') return () => {}
  const observer = new IntersectionObserver(
    ([seen]) => seen && onChange(seen.isIntersecting, seen.boundingClientRect.height),
    { rootMargin: `${margin}px 0px` },
  )
  observer.observe(element)
  return () => observer.disconnect()
}
