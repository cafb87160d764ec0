import { Alert } from 'antd'
import { Link } from 'react-router'
import { useSession } from '../../api/session'

/** The candidate has confirmed what was filed: nothing changes until the filing is reopened. */
export function LockedNotice({ name }: { name: string }) {
  const { can } = useSession()
  return (
    <Alert
      type="info"
      showIcon
      title="考生已确认填报信息，内容已锁定，不能修改或删除"
      description={
        <>
          确需修改时，请到 {can('trial.read') ? <Link to={`/trials?${new URLSearchParams({ name }).toString()}`}>试用期填报</Link> : '“试用期填报”'} 打开“{name}”的填报，选择“重新打开”并填写原因。重新打开后考生会收到通知，修改完成后须由考生再次确认。
        </>
      }
      style={{ marginBottom: 16 }}
    />
  )
}
