import { useLaunch, usePageNotFound } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { bringBackLostPages, keepTabLinksQuiet, offerUpdates } from './platform/app-life'
import { openTab } from './platform/navigation'
import { sweepPictures } from './platform/pictures'
import './styles/taro-ui.scss'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    offerUpdates()
    keepTabLinksQuiet()
    bringBackLostPages()
    sweepPictures()
  })
  // An address from an older version or a torn one.
  usePageNotFound(() => openTab('/pages/home/index'))
  return children
}
