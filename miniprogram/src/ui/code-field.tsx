import { Input } from '@tarojs/components'
import { canScan, scanCode } from '../platform/scan'
import { SecondaryButton } from './buttons'
import { FieldFrame, type FieldProps } from './field-frame'
import { useFieldNames } from './field-names'
import { aboveKeyboard } from './text-field'

interface Props extends FieldProps {
  value: string
  /** Spaces are taken out and letters made capital: that is how codes are printed. */
  onChange: (code: string) => void
  maxLength?: number
  /** Where there is a camera, a button scans the code; `camera`: not out of the album. */
  scan?: boolean | 'camera'
  placeholder?: string
}

const tidy = (text: string) => text.replace(/\s/g, '').toUpperCase()

/** A code from a sheet of paper or a screen: typed, pasted or scanned. */
export function CodeField({ value, onChange, maxLength = 40, scan = false, placeholder, ...frame }: Props) {
  const { messageId, input } = useFieldNames(frame)
  const take = async () => {
    const code = await scanCode(scan === 'camera')
    if (code !== null) onChange(tidy(code).slice(0, maxLength))
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
        onInput={(event) => onChange(tidy(event.detail.value))}
        {...input}
      />
    </FieldFrame>
  )
}

const ScanButton = ({ onTap }: { onTap: () => Promise<void> }) => <SecondaryButton onTap={onTap}>扫一扫</SecondaryButton>
