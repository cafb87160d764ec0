import { useLaunch, usePageNotFound } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { keepTabLinksQuiet, offerUpdates } from './platform/app-life'
import { openTab } from './platform/navigation'
import './styles/taro-ui.scss'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    offerUpdates()
    keepTabLinksQuiet()
  })
  // An address from an older version or a torn one.
  usePageNotFound(() => openTab('/pages/home/index'))
  return children
}
