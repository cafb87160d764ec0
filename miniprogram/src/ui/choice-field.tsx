import { Picker, View } from '@tarojs/components'
import { opener } from './a11y'
import { FieldFrame, type FieldProps } from './field-frame'

export interface Choice<V extends string> {
  value: V
  label: string
}

interface ChoiceProps<V extends string> extends FieldProps {
  choices: readonly Choice<V>[]
  value: V | null
  onChange: (value: V) => void
}

interface PickedProps {
  text: string | null
  frame: FieldProps
  /** What leaving it open means; else it asks for a choice. */
  open?: string | undefined
}

/** What was chosen; around it is the wheel, which opens by a tap on it or, in the browser, by the keyboard. */
const Picked = ({ text, frame: { label, error }, open }: PickedProps) => (
  <View
    className={`field__picked${text ? '' : ' field__placeholder'}`}
    {...opener({ role: 'button', label: [`${label}，${text ?? open ?? '未选择'}`, error].filter(Boolean).join('，') })}
  >
    <View>{text ?? open ?? `请选择${label}`}</View>
    <View>▾</View>
  </View>
)

/** One of a few values, by the system's own wheel. */
export function ChoiceField<V extends string>({ choices, value, onChange, ...frame }: ChoiceProps<V>) {
  const index = choices.findIndex((choice) => choice.value === value)
  return (
    <FieldFrame {...frame}>
      <Picker
        className="field__picker"
        mode="selector"
        range={choices.map((choice) => choice.label)}
        value={Math.max(index, 0)}
        onChange={(event) => {
          const choice = choices[Number(event.detail.value)]
          if (choice) onChange(choice.value)
        }}
      >
        <Picked text={choices[index]?.label ?? null} frame={frame} />
      </Picker>
    </FieldFrame>
  )
}

interface DateProps extends FieldProps {
  /** `YYYY-MM-DD`; empty when there is none yet. */
  value: string
  onChange: (value: string) => void
  /** First and last day that can be picked. */
  from?: string
  to?: string
  /** What it means that no day is chosen, e.g. 不限. */
  open?: string
}

/** A day of the calendar, by the system's own wheel. */
export function DateField({ value, onChange, from, to, open, ...frame }: DateProps) {
  return (
    <FieldFrame {...frame}>
      <Picker
        className="field__picker"
        mode="date"
        value={value}
        start={from ?? '1940-01-01'}
        end={to ?? '2099-12-31'}
        onChange={(event) => onChange(event.detail.value)}
      >
        <Picked text={value || null} frame={frame} open={open} />
      </Picker>
    </FieldFrame>
  )
}
