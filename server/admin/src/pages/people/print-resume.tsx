import { PrinterOutlined } from '@ant-design/icons'
import { printResume } from '@talent/shared/contract/resumes'
import { Button, Dropdown } from 'antd'
import { fileOf } from '../../api/download'
import { useSession } from '../../api/session'
import { DownloadStatus } from '../../ui/download-status'
import { useDownload } from '../../ui/use-download'

const label = '打印个人信息表'

/** 个人信息表 as PDF; whoever may see whole numbers says whether they are on it. */
export function PrintResume({ personId }: { personId: number }) {
  const { can } = useSession()
  const print = useDownload()
  const start = (whole: boolean) => print.start(fileOf(printResume, { personId, whole }))
  const pending = print.state.kind === 'preparing'
  if (!can('person.reveal')) {
    return (
      <>
        <Button icon={<PrinterOutlined aria-hidden />} loading={pending} onClick={() => start(false)}>
          {label}
        </Button>
        <DownloadStatus download={print} />
      </>
    )
  }
  const items = [
    { key: 'masked', label: '号码只显示一部分' },
    { key: 'whole', label: '含完整号码（记入操作日志）' },
  ]
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => start(key === 'whole') }}>
        <Button icon={<PrinterOutlined aria-hidden />} loading={pending}>
          {label}
        </Button>
      </Dropdown>
      <DownloadStatus download={print} />
    </>
  )
}
