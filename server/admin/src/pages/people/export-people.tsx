import { DownloadOutlined } from '@ant-design/icons'
import { exportPeople, type PeopleExportContent } from '@talent/shared/contract/people-export'
import type { Arguments } from '@talent/shared/contract/endpoint'
import { detailSectionNames, detailSections } from '@talent/shared/domain/sections/details'
import { Alert, Button, Form, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { fileOf } from '../../api/download'
import { useSession } from '../../api/session'
import { DownloadStatus } from '../../ui/download-status'
import { useDownload } from '../../ui/use-download'

type Found = Omit<Arguments<typeof exportPeople>, 'content' | 'whole'>

const contents: { value: PeopleExportContent; label: string }[] = [
  { value: 'people', label: '人员基本信息' },
  ...detailSectionNames.map((section) => ({ value: section, label: detailSections[section].label })),
]

interface ExportPeopleProps {
  /** The filters of the list: what is shown is what is exported. */
  found: Found
  /** How many the filters find. */
  total: number
}

/** The button above the list, and what is asked before the file leaves. */
export function ExportPeople({ found, total }: ExportPeopleProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={<DownloadOutlined aria-hidden />} disabled={total === 0} onClick={() => setOpen(true)}>
        导出
      </Button>
      {open && <ExportDialog found={found} total={total} onClose={() => setOpen(false)} />}
    </>
  )
}

function ExportDialog({ found, total, onClose }: ExportPeopleProps & { onClose: () => void }) {
  const { can } = useSession()
  const [content, setContent] = useState<PeopleExportContent>('people')
  const [whole, setWhole] = useState(false)
  const download = useDownload(onClose)
  const preparing = download.state.kind === 'preparing'
  const close = () => {
    download.cancel()
    onClose()
  }
  return (
    <Modal open title="导出人员资料" okText="导出" cancelText="取消" confirmLoading={preparing} onOk={() => download.start(fileOf(exportPeople, { ...found, content, whole }))} onCancel={close} mask={{ closable: !preparing }} destroyOnHidden>
      <p>按列表当前的查询条件，共 {total} 人。文件的列与导入模板相同。</p>
      <Form layout="vertical" component="div">
        <Form.Item label="导出内容" htmlFor="export-content">
          <Select id="export-content" value={content} options={contents} onChange={setContent} />
        </Form.Item>
        {can('person.reveal') ? (
          <Form.Item label="证件号、电话、住址等">
            <Radio.Group value={whole} onChange={(event) => setWhole(event.target.value === true)} style={{ display: 'grid', gap: 8 }}>
              <Radio value={false}>只显示一部分（供查看和统计）</Radio>
              <Radio value={true}>完整内容（可修改后重新导入，记入操作日志）</Radio>
            </Radio.Group>
          </Form.Item>
        ) : (
          <p>证件号、电话等只显示一部分。需要完整内容的，请联系管理员开通“查看完整证件号与电话”权限。</p>
        )}
      </Form>
      {whole && <Alert type="warning" showIcon title="文件里有完整的个人信息，请妥善保管，用完及时删除。" />}
      <DownloadStatus download={download} />
    </Modal>
  )
}
