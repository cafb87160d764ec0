import { InboxOutlined } from '@ant-design/icons'
import { Upload } from 'antd'
import { openBySpace } from '../../ui/open-by-space'
import ui from '../../ui/ui.module.css'
import styles from './pictures.module.css'

interface PictureDropProps {
  /** Some have been dropped already: their preview needs the room. */
  more: boolean
  onDrop: (files: readonly File[]) => void
}

/** Takes any number of files of any kind: what is no picture is named in the preview instead of vanishing here. */
export function PictureDrop({ more, onDrop }: PictureDropProps) {
  return (
    <div className={more ? `${styles.drop} ${styles.dropMore}` : styles.drop} onKeyDown={openBySpace}>
      <Upload.Dragger
        multiple
        showUploadList={false}
        beforeUpload={(file, all) => {
          if (file === all[0]) onDrop(all)
          return false
        }}
      >
        <div className={styles.dropLine}>
          <InboxOutlined aria-hidden className={styles.dropIcon} />
          <div className={styles.dropWords}>
            <p className={ui.dropLabel}>{more ? '继续添加：将图片拖到这里，或点击选择' : '将图片拖到这里，或点击选择，可一次选择几百张'}</p>
            {!more && <p className={ui.dropHint}>JPG 或 PNG，每张不超过 3 MB。文件名含证件号或姓名即可自动匹配，如“张三毕业证.jpg”；上传前可核对和更改</p>}
          </div>
        </div>
      </Upload.Dragger>
    </div>
  )
}
