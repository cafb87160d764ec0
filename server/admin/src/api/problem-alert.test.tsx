import { TransportProblem } from '@talent/shared/client'
import { problem } from '@talent/shared/errors'
import { fireEvent, render, screen } from '@testing-library/react'
import { ProblemAlert } from './problem-alert'

test('nothing is wrong: nothing is shown', () => {
  const { container } = render(<ProblemAlert error={null} />)
  expect(container.textContent).toBe('')
})

test('a problem shows its sentence and every issue', () => {
  render(
    <ProblemAlert
      error={problem('TRIAL_REJECTED', [
        { path: ['segments', 0], code: 'A', message: '第 1 段早于 2025-01-01' },
        { path: ['segments', 1], code: 'B', message: '第 2 段与第 1 段重叠' },
      ])}
    />,
  )
  expect(screen.getByRole('alert').textContent).toContain('试用期填报不符合要求')
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['第 1 段早于 2025-01-01', '第 2 段与第 1 段重叠'])
})

test('the detail of this occurrence comes before the general sentence', () => {
  render(<ProblemAlert error={problem('PERSON_ELSEWHERE', { detail: '该证件号在同济医院在岗' })} />)
  expect(screen.getByText('该证件号在同济医院在岗')).toBeTruthy()
})

test('no answer can be tried again', () => {
  const retry = jest.fn()
  render(<ProblemAlert error={new TransportProblem('offline')} retry={retry} />)
  expect(screen.getByText('连接不上服务器，请检查网络后重试')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: /重\s?试/ }))
  expect(retry).toHaveBeenCalledTimes(1)
})

test('the text of a programming error is not shown to people', () => {
  render(<ProblemAlert error={new TypeError('x is undefined')} />)
  expect(screen.queryByText(/undefined/)).toBeNull()
  expect(screen.getByText('页面出了问题，请刷新后重试')).toBeTruthy()
})
