import { Button, Modal } from 'antd'
import type { ReactNode } from 'react'
import styles from './stale-dialog.module.css'

export interface StaleField<T> {
  key: string
  label: string
  show: (record: T) => ReactNode
  same: (mine: T, current: T) => boolean
}

interface StaleDialogProps<T> {
  /** What this form would have saved. */
  mine: T
  /** What is saved now; null while it is still being loaded. */
  current: T | null
  fields: StaleField<T>[]
  /** Saves mine over the current version. */
  onKeepMine: () => void
  /** Puts the current version into the form. */
  onTakeCurrent: () => void
  /** Back to the form; nothing changes. */
  onCancel: () => void
}

/** After STALE: both versions side by side, only the fields that differ, and the person decides. Nothing is lost silently. */
export function StaleDialog<T>({ mine, current, fields, onKeepMine, onTakeCurrent, onCancel }: StaleDialogProps<T>) {
  const differing = current === null ? [] : fields.filter((field) => !field.same(mine, current))
  return (
    <Modal
      open
      width={720}
      title="这条记录刚被他人修改"
      onCancel={onCancel}
      loading={current === null}
      footer={
        <>
          <Button onClick={onCancel}>返回继续编辑</Button>
          <Button onClick={onTakeCurrent}>采用最新内容</Button>
          <Button danger onClick={onKeepMine}>
            用我的内容覆盖
          </Button>
        </>
      }
    >
      {current !== null && <Comparison mine={mine} current={current} fields={differing} />}
    </Modal>
  )
}

/** Both versions side by side; `fields` are those that differ. */
export function Comparison<T>({ mine, current, fields }: { mine: T; current: T; fields: StaleField<T>[] }) {
  if (fields.length === 0) return <p>两份内容相同，采用任一份即可。</p>
  return (
    <table className={styles.comparison}>
      <caption>有 {fields.length} 项不同，请核对后选择保留哪一份。</caption>
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col">我填写的</th>
          <th scope="col">现在保存的</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.key}>
            <th scope="row">{field.label}</th>
            <td>{field.show(mine) || '（空）'}</td>
            <td>{field.show(current) || '（空）'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
