import { downloadDataExport, orderDataExport } from '@talent/shared/contract/my-account'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../../api/call'
import { asCallProblem } from '../../../api/problem-text'
import { useMe } from '../../../api/use-me'
import { openDocument } from '../../../platform/files'
import { PrimaryButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import './index.scss'

const contents = [
  '账号：手机号、微信标识、登录设备、授权记录',
  '身份：实名信息和每次提交的结果',
  '考试：绑定的单位、单位为您填报的全部内容、异议、申报、审核意见和缴费',
  '收到的消息，提交过的单位人事账号申请',
]

/** Everything held about the user as one file: to read, and inside it as data. */
export default function DataExport() {
  const me = useMe()
  const [told, setTold] = useState<{ tone: 'ok' | 'stop' | 'wait'; text: string } | null>(null)

  const take = async () => {
    setTold(null)
    try {
      const { exportId } = await call(orderDataExport, {})
      const file = await call(downloadDataExport, { exportId })
      const opened = await openDocument(file)
      setTold(opened
        ? { tone: 'ok', text: '文件已打开。可以用右上角菜单保存或发给自己的电脑；每次导出只能下载一次，需要时请重新导出。' }
        : { tone: 'wait', text: '文件已生成，但没有打开。请允许打开新窗口，或更新微信后重新导出。' })
    } catch (error) {
      setTold({ tone: 'stop', text: asCallProblem(error).message })
    }
  }
  return (
    <PageShell title="导出我的信息" query={me} skeleton="detail" footer={() => <PrimaryButton onTap={take}>导出为 PDF 文件</PrimaryButton>}>
      {() => (
        <View>
          {told ? <Notice tone={told.tone}>{told.text}</Notice> : null}
          <Section title="文件里有什么">
            {contents.map((line) => (
              <View key={line} className="data-export__line">{line}</View>
            ))}
          </Section>
          <Section title="请注意">
            <View className="data-export__line">文件含完整的证件号和手机号，请妥善保管，不要转发给他人。</View>
            <View className="data-export__line">文件在下载时生成，服务器不保留；PDF 的附件中有同样内容的 JSON 数据，供其他系统读取。</View>
            <View className="data-export__line">一天最多导出 10 次，每次导出都会记入日志。</View>
          </Section>
        </View>
      )}
    </PageShell>
  )
}
