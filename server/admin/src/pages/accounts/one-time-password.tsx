import { Alert, Button, Modal } from 'antd'
import { CopyButton } from '../../ui/copy-button'
import styles from './accounts.module.css'

export interface OneTimePassword {
  username: string
  password: string
}

/** The one time that a password is shown; it goes only when the person says so. */
export function OneTimePasswordDialog({ issued, onClose }: { issued: OneTimePassword; onClose: () => void }) {
  return (
    <Modal
      open
      title={`账号 ${issued.username} 的初始密码`}
      mask={{ closable: false }}
      keyboard={false}
      closable={false}
      footer={
        <Button type="primary" onClick={onClose}>
          已交给使用人，关闭
        </Button>
      }
    >
      <Alert type="warning" showIcon title="密码只显示这一次，关闭后不能再查看。使用人首次登录必须修改密码。" />
      <p className={styles.password}>{issued.password}</p>
      <CopyButton text={`账号：${issued.username}\n初始密码：${issued.password}`} label="复制账号和密码" />
    </Modal>
  )
}
