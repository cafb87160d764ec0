import { problem } from '@talent/shared/errors'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { groupDigits, MaskedValue, shownForMs } from './masked-value'

const settle = () => act(async () => {})

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

test('the whole value is asked for only at the eye, grouped, and hidden again by itself', async () => {
  const reveal = jest.fn(async () => '420100199001010126')
  render(<MaskedValue masked="4201****26" label="证件号" group="identityNumber" reveal={reveal} />)
  expect(reveal).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: '查看完整证件号' }))
  await settle()
  expect(screen.getByText('420100 1990 0101 0126')).toBeTruthy()
  act(() => void jest.advanceTimersByTime(shownForMs - 1))
  expect(screen.queryByText('4201****26')).toBeNull()
  act(() => void jest.advanceTimersByTime(1))
  expect(screen.getByText('4201****26')).toBeTruthy()
})

test('a refusal is said beside the value', async () => {
  render(<MaskedValue masked="138****00" label="手机号" reveal={() => Promise.reject(problem('FORBIDDEN'))} />)
  fireEvent.click(screen.getByRole('button', { name: '查看完整手机号' }))
  await settle()
  expect(screen.getByRole('alert').textContent).toBe('您没有使用此功能的权限，请联系管理员')
})

test('another person is masked again', async () => {
  const { rerender } = render(<MaskedValue masked="4201****26" label="证件号" reveal={async () => 'whole'} />)
  fireEvent.click(screen.getByRole('button'))
  await settle()
  expect(screen.getByText('whole')).toBeTruthy()
  rerender(<MaskedValue masked="4207****23" label="证件号" reveal={async () => 'whole'} />)
  expect(screen.getByText('4207****23')).toBeTruthy()
})

test('without a right there is no eye, without a value no mask', () => {
  const { rerender } = render(<MaskedValue masked="4201****26" label="证件号" />)
  expect(screen.queryByRole('button')).toBeNull()
  rerender(<MaskedValue masked="" label="证件号" reveal={async () => ''} />)
  expect(screen.getByText('未填写')).toBeTruthy()
})

test.each([
  ['13800138000', 'mobile', '138 0013 8000'],
  ['12345', 'mobile', '12345'],
  ['H12345678', 'identityNumber', 'H12345678'],
] as const)('%s as %s is %s', (value, group, expected) => {
  expect(groupDigits(value, group)).toBe(expected)
})
