import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { Providers } from '../app/providers'
import { DayInput } from './day-input'

const onChange = jest.fn()
function Field({ initial }: { initial: string }) {
  const [value, setValue] = useState(initial)
  return (
    <Providers>
      <DayInput
        id="day"
        value={value}
        placeholder="如 1990-01-01"
        onChange={(next) => {
          onChange(next)
          setValue(next)
        }}
      />
      <p>{`值：${value}`}</p>
    </Providers>
  )
}
const input = () => screen.getByPlaceholderText<HTMLInputElement>('如 1990-01-01')
function type(text: string) {
  fireEvent.mouseDown(input())
  fireEvent.focus(input())
  fireEvent.input(input(), { target: { value: text } })
  fireEvent.blur(input())
}
beforeEach(() => onChange.mockClear())

test.each(['1991-01-05', '19910105', '1991/1/5', '1991.1.5', '1991年1月5日', ' 1991-01-05 ', '１９９１－０１－０５'])('%s is read as a day', (text) => {
  render(<Field initial="1995-03-07" />)
  type(text)
  expect(screen.getByText('值：1991-01-05')).toBeTruthy()
  expect(input().value).toBe('1991-01-05')
})

test.each(['91-1-5', '1991-13-05', '1991', '不详'])('%s is no day: it stays in the field and is its value, for the check to name', (text) => {
  render(<Field initial="1995-03-07" />)
  type(text)
  expect(screen.getByText(`值：${text}`)).toBeTruthy()
  expect(input().value).toBe(text)
  type('1991-1-5')
  expect(screen.getByText('值：1991-01-05')).toBeTruthy()
  expect(input().value).toBe('1991-01-05')
})

test('what is emptied is empty', () => {
  render(<Field initial="1995-03-07" />)
  type('')
  expect(screen.getByText('值：')).toBeTruthy()
})

test('to look at a day without typing changes nothing', () => {
  render(<Field initial="1995-03-07" />)
  fireEvent.focus(input())
  fireEvent.blur(input())
  expect(onChange).not.toHaveBeenCalled()
})

test('Enter takes the day and does not send the form around it', () => {
  render(<Field initial="" />)
  fireEvent.mouseDown(input())
  fireEvent.focus(input())
  fireEvent.input(input(), { target: { value: '1991-1-5' } })
  // What the browser would send the form with is taken.
  expect(fireEvent.keyDown(input(), { key: 'Enter' })).toBe(false)
  expect(screen.getByText('值：1991-01-05')).toBeTruthy()
})
