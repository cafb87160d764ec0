import { toHalfWidth } from '@talent/shared/domain/clean-text'
import { Input } from '@tarojs/components'
import { useState } from 'react'
import { canScan, scanCode } from '../platform/scan'
import { SecondaryButton } from './buttons'
import { FieldFrame, type FieldProps } from './field-frame'
import { useFieldNames } from './field-names'
import { aboveKeyboard } from './text-field'

interface Props extends FieldProps {
  value: string
  /** Spaces are taken out and letters made capital and half-width: that is how codes are printed. */
  onChange: (code: string) => void
  maxLength?: number
  /** Where there is a camera, a button scans the code; `camera`: not out of the album. */
  scan?: boolean | 'camera'
  /** The code in what was scanned; null when it is a QR code of something else. Default: all of it. */
  read?: (scanned: string) => string | null
  placeholder?: string
}

const tidy = (text: string) => toHalfWidth(text).replace(/\s/g, '').toUpperCase()

/** A code from a sheet of paper or a screen: typed, pasted or scanned. */
export function CodeField({ value, onChange, maxLength = 40, scan = false, read = tidy, placeholder, ...field }: Props) {
  const [foreign, setForeign] = useState(false)
  const frame = foreign ? { ...field, error: `扫到的不是${field.label}，请扫描${field.label}的二维码，或手动输入` } : field
  const { messageId, input } = useFieldNames(frame)
  const take = async () => {
    const scanned = await scanCode(scan === 'camera')
    if (scanned === null) return
    const code = read(scanned)
    setForeign(code === null)
    if (code !== null) onChange(code.slice(0, maxLength))
  }
  const type = (typed: string) => {
    setForeign(false)
    onChange(tidy(typed))
  }
  return (
    <FieldFrame {...frame} messageId={messageId} trailing={scan && canScan ? <ScanButton onTap={take} /> : null}>
      <Input
        className="field__input field__input--code"
        value={value}
        maxlength={maxLength}
        placeholder={placeholder ?? `请输入${frame.label}`}
        placeholderClass="field__placeholder"
        {...aboveKeyboard}
        onInput={(event) => type(event.detail.value)}
        {...input}
      />
    </FieldFrame>
  )
}

const ScanButton = ({ onTap }: { onTap: () => Promise<void> }) => <SecondaryButton onTap={onTap}>扫一扫</SecondaryButton>
