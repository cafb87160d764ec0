import { QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useState, type ReactNode } from 'react'
import { createQueryClient } from '../api/query-client'
import { theme } from './theme'

dayjs.locale('zh-cn')

const validateMessages = { required: '请填写${label}' }

/** What every page stands on: queries, look, Chinese texts of antd, its dialogs and messages. */
export function Providers({ children }: { children: ReactNode }) {
  const [queries] = useState(createQueryClient)
  return (
    <QueryClientProvider client={queries}>
      <ConfigProvider
        locale={zhCN}
        theme={theme}
        form={{ validateMessages }}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
      >
        <App style={{ height: '100%' }}>{children}</App>
      </ConfigProvider>
    </QueryClientProvider>
  )
}
