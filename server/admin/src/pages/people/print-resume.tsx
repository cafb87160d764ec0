import { PrinterOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { printResume } from '@talent/shared/contract/resumes'
import { App, Button, Dropdown } from 'antd'
import { client } from '../../api/client'
import { problemText } from '../../api/problem-text'
import { useSession } from '../../api/session'
import { saveFile } from '../../api/transport'

const label = '打印个人信息表'

/** 个人信息表 as PDF; whoever may see whole numbers says whether they are on it. */
export function PrintResume({ personId }: { personId: number }) {
  const { can } = useSession()
  const { message } = App.useApp()
  const print = useMutation({
    mutationFn: (whole: boolean) => client.call(printResume, { personId, whole }),
    onSuccess: saveFile,
    onError: (error) => void message.error(problemText(error)),
  })
  if (!can('person.reveal')) {
    return (
      <Button icon={<PrinterOutlined aria-hidden />} loading={print.isPending} onClick={() => print.mutate(false)}>
        {label}
      </Button>
    )
  }
  const items = [
    { key: 'masked', label: '号码只显示一部分' },
    { key: 'whole', label: '含完整号码（记入操作日志）' },
  ]
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => print.mutate(key === 'whole') }}>
      <Button icon={<PrinterOutlined aria-hidden />} loading={print.isPending}>
        {label}
      </Button>
    </Dropdown>
  )
}
