import { isDate, normalizeDate } from '@talent/shared/domain/calendar'
import { cleanText } from '@talent/shared/domain/clean-text'
import { DatePicker, type DatePickerProps } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useRef, type FormEvent, type KeyboardEvent } from 'react'

interface DayInputProps extends Pick<DatePickerProps, 'minDate' | 'maxDate' | 'status' | 'placeholder' | 'disabled'> {
  id?: string
  /** YYYY-MM-DD; what was typed, where that is no date; or empty. */
  value?: string
  onChange?: (value: string) => void
}

const typedFormats = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY-M-D', 'YYYY/M/D', 'YYYY.M.D', 'YYYY年M月D日']
const dayOf = (text: string | undefined): Dayjs | null => (text !== undefined && isDate(text) ? dayjs(text, 'YYYY-MM-DD') : null)

/**
 * A day, picked or typed in any of the forms that an import reads. The picker alone puts back the earlier date when it can't
 * read what was typed, without a word: here it stays in the field and becomes its value, so that the field's check names it.
 * Enter takes what was typed, and never sends the form around it.
 */
export function DayInput({ value, onChange, ...rest }: DayInputProps) {
  const typed = useRef<string | null>(null)
  const shown = useRef<Dayjs | null>(null)
  // While the typed text is no date, the picker keeps the earlier one, or it would empty the field.
  if (!value || isDate(value)) shown.current = dayOf(value)

  const change = (next: string) => {
    if (next !== (value ?? '')) onChange?.(next)
  }
  const settle = () => {
    if (typed.current === null) return
    const text = cleanText(typed.current)
    typed.current = null
    change(normalizeDate(text) ?? text)
  }
  return (
    <span
      style={{ display: 'block' }}
      onInput={(event: FormEvent<HTMLElement>) => {
        if (event.target instanceof HTMLInputElement) typed.current = event.target.value
      }}
      onBlur={settle}
      onKeyDownCapture={(event) => event.key === 'Enter' && settle()}
      onKeyDown={keepFormAtEnter}
    >
      <DatePicker
        {...rest}
        value={shown.current}
        format={typedFormats}
        preserveInvalidOnBlur
        previewValue={false}
        style={{ width: '100%' }}
        onChange={(next: Dayjs | null) => {
          typed.current = null
          change(next ? next.format('YYYY-MM-DD') : '')
        }}
      />
    </span>
  )
}

function keepFormAtEnter(event: KeyboardEvent) {
  if (event.key === 'Enter') event.preventDefault()
}
