import { useSessionLost } from '../api/use-me'
import { openPage } from '../platform/navigation'
import { Notice } from './notice'

/** In the middle of something the session ended: the way back in, and that nothing is lost. */
export function LostSession() {
  if (!useSessionLost()) return null
  return (
    <Notice tone="wait" action={{ text: '重新登录', onTap: () => openPage('/pages/sign-in/index') }}>
      登录已过期，已填写的内容还在。重新登录后回到这里，可以接着办理。
    </Notice>
  )
}
