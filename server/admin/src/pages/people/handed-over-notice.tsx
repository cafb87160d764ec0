import { Alert } from 'antd'
import { Link } from 'react-router'
import { timeText } from '../../ui/time-text'

/** Another unit has the record: a name in the history is left. */
export function HandedOverNotice({ at }: { at: string }) {
  return (
    <Alert
      type="info"
      showIcon
      title={`档案已于 ${timeText(at)} 由新单位接收，本单位只保留变动记录`}
      description={
        <>
          变动记录在 <Link to="/transfers?list=out">人员变动管理 › 人员调出</Link>。人员回到本单位时，请在“调入申请”中提出。
        </>
      }
    />
  )
}
