import { Alert, Button, Modal, QRCode } from 'antd'
import { CopyButton } from '../../ui/copy-button'
import { timeText } from '../../ui/time-text'
import styles from './businesses.module.css'

export interface IssuedCode {
  businessName: string
  code: string
  expiresAt: string
}

/** The one time that a code is shown whole; it goes only when the person says so. */
export function IssuedCodeDialog({ issued, onClose }: { issued: IssuedCode; onClose: () => void }) {
  return (
    <Modal
      open
      title={`“${issued.businessName}”的授权码`}
      mask={{ closable: false }}
      keyboard={false}
      closable={false}
      footer={
        <Button type="primary" onClick={onClose}>
          已交给业务管理人，关闭
        </Button>
      }
    >
      <Alert type="warning" showIcon title="授权码只显示这一次，关闭后不能再查看。持有它的人可以成为本单位的业务管理人，请勿转发到群里。" />
      <div className={styles.issued}>
        <QRCode value={issued.code} size={180} type="svg" bordered={false} aria-label="授权码的二维码" />
        <p className={styles.issuedCode}>{inFives(issued.code)}</p>
        <CopyButton text={issued.code} label="复制授权码" />
        <p className={styles.small}>有效期至 {timeText(issued.expiresAt)}，只能使用一次</p>
      </div>
      <p>对方在小程序“管理”中点“添加业务”，输入授权码或扫描二维码，再核验本人（人脸核验或人工核验）。</p>
    </Modal>
  )
}

/** Ten characters are read in two halves. */
const inFives = (code: string) => code.replace(/(.{5})(?=.)/g, '$1 ')
