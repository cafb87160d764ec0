import { QrcodeOutlined } from '@ant-design/icons'
import type { Position } from '@talent/shared/domain/position'
import { Button, Form, Input, Space } from 'antd'
import { useState } from 'react'
import { PositionDialog } from './position-dialog'
import styles from './institution.module.css'

interface PositionInputProps {
  /** Where it stands: in the form, or in the list that `within` names. */
  path: (string | number)[]
  within?: (string | number)[]
  /** Whose position it is, for the names of the inputs. */
  of: string
  /** The form itself does not notice what is set from outside of an input. */
  onTaken: () => void
}

/** 经度 and 纬度, typed or fetched by a phone that scans a code. */
export function PositionInput({ path, within = [], of, onTaken }: PositionInputProps) {
  const form = Form.useFormInstance()
  const [asking, setAsking] = useState(false)
  const take = (position: Position) => {
    form.setFieldValue([...within, ...path], position)
    onTaken()
  }
  return (
    <div className={styles.position}>
      <Form.Item name={[...path, 'datum']} hidden noStyle>
        <Input />
      </Form.Item>
      <Form.Item name={[...path, 'longitude']} label="经度">
        <Input maxLength={20} autoComplete="off" inputMode="decimal" placeholder="如 114.305469" aria-label={`${of}经度`} />
      </Form.Item>
      <Form.Item name={[...path, 'latitude']} label="纬度">
        <Input maxLength={20} autoComplete="off" inputMode="decimal" placeholder="如 30.593175" aria-label={`${of}纬度`} />
      </Form.Item>
      <Form.Item label=" " colon={false}>
        <Space>
          <Button icon={<QrcodeOutlined aria-hidden />} onClick={() => setAsking(true)} aria-label={`用手机获取${of}经纬度`}>
            用手机获取
          </Button>
        </Space>
      </Form.Item>
      {asking && (
        <PositionDialog
          of={of}
          onClose={() => setAsking(false)}
          onReceived={(position) => {
            take(position)
            setAsking(false)
          }}
        />
      )}
    </div>
  )
}
