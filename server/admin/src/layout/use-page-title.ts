import { useEffect } from 'react'

/** Names the browser's tab. Pages of an area have their title in `routes.tsx`; the shell sets it. */
export function usePageTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · 湖北卫生人才`
  }, [title])
}
