import { useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { keepTabLinksQuiet, offerUpdates } from './platform/app-life'
import './styles/taro-ui.scss'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    offerUpdates()
    keepTabLinksQuiet()
  })
  return children
}
