import { act, fireEvent, render, screen } from '@testing-library/react'
import { PrimaryButton } from './buttons'

test('a second tap during the first does nothing, and the button is free again after it', async () => {
  const finish: (() => void)[] = []
  const deed = jest.fn(() => new Promise<void>((resolve) => finish.push(resolve)))
  render(<PrimaryButton onTap={deed}>提交审核</PrimaryButton>)
  const button = screen.getByRole('button')
  act(() => {
    fireEvent.click(button)
    fireEvent.click(button)
  })
  fireEvent.click(button)
  expect(deed).toHaveBeenCalledTimes(1)
  expect(button).toHaveProperty('disabled', true)
  await act(async () => finish[0]?.())
  expect(button).toHaveProperty('disabled', false)
  fireEvent.click(button)
  expect(deed).toHaveBeenCalledTimes(2)
})

test('a failed deed frees the button', async () => {
  const deed = jest.fn(async () => Promise.reject(new Error('no')))
  render(<PrimaryButton onTap={deed}>提交审核</PrimaryButton>)
  await act(async () => fireEvent.click(screen.getByRole('button')))
  expect(screen.getByRole('button')).toHaveProperty('disabled', false)
})
