import { normalizeMobile } from '@talent/shared/domain/mobile'
import type { FieldProps } from './field-frame'
import { TextField } from './text-field'

interface Props extends FieldProps {
  value: string
  onChange: (phone: string) => void
}

/** A mobile number. What is pasted may come grouped, with the country code or in full-width digits; what goes on is eleven digits. */
export const PhoneField = ({ value, onChange, ...frame }: Props) => (
  <TextField {...frame} keyboard="number" maxLength={24} value={value} onChange={(typed) => onChange(normalizeMobile(typed))} />
)
