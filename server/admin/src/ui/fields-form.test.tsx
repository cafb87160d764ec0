import type { FieldSpec } from '@talent/shared/domain/fields'
import type { Issue } from '@talent/shared/domain/issue'
import { problem } from '@talent/shared/errors'
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { Providers } from '../app/providers'
import { FieldsForm } from './fields-form'

type Key = 'employeeNo' | 'name' | 'sex' | 'upgrade'
const specs: FieldSpec<Key>[] = [
  { key: 'employeeNo', label: '工号', kind: 'text', maxLength: 30 },
  { key: 'name', label: '姓名', kind: 'text', required: true, maxLength: 50 },
  { key: 'sex', label: '性别', kind: 'choice', dictionary: 'sex', required: true, maxLength: 4 },
  { key: 'upgrade', label: '助理医师报考执业', kind: 'yesNo', maxLength: 1 },
]
const nameMissing: Issue = { path: ['name'], code: 'REQUIRED', message: '请填写姓名' }
const check = (values: Partial<Record<Key, string>>) => (values.name ? [] : [nameMissing])

function form(overrides: { error?: unknown; check?: (values: Partial<Record<Key, string>>) => Issue[] } = {}) {
  const onSubmit = jest.fn()
  const element = (error: unknown) => (
    <Providers>
      <FieldsForm name="person" specs={specs} initialValues={{ sex: '2' }} check={overrides.check ?? check} onSubmit={onSubmit} saving={false} error={error} />
    </Providers>
  )
  const view = render(element(overrides.error))
  return { onSubmit, answer: (error: unknown) => view.rerender(element(error)) }
}
const save = () => fireEvent.click(screen.getByRole('button', { name: '保存' }))
const itemOf = (label: string) => {
  const item = screen.getByLabelText(label).closest<HTMLElement>('.ant-form-item')
  if (!item) throw new Error(`no item for ${label}`)
  return within(item)
}

test('required fields come first', () => {
  form()
  const labels = Array.from(document.querySelectorAll('.ant-form-item-label label'), (label) => label.textContent)
  expect(labels).toEqual(['姓名', '性别', '工号', '助理医师报考执业'])
})

test('what the domain refuses stands beside the field and at the top, and nothing is sent', async () => {
  const { onSubmit } = form()
  save()
  expect(await itemOf('姓名').findByText('请填写姓名')).toBeTruthy()
  const link = screen.getByRole('link', { name: '姓名：请填写姓名' })
  fireEvent.click(link)
  expect(document.activeElement).toBe(screen.getByLabelText('姓名'))
  expect(onSubmit).not.toHaveBeenCalled()
})

test('an error goes away once it is mended', async () => {
  const { onSubmit } = form()
  save()
  await screen.findByRole('link', { name: '姓名：请填写姓名' })
  fireEvent.change(screen.getByLabelText('姓名'), { target: { value: '张三' } })
  await waitFor(() => expect(screen.queryByRole('link')).toBeNull())
  save()
  await waitFor(() => expect(onSubmit).toHaveBeenCalledWith({ employeeNo: '', name: '张三', sex: '2', upgrade: '' }))
})

test('what the server refuses stands beside the field too', async () => {
  const { answer } = form()
  answer(problem('BAD_INPUT', [{ path: ['employeeNo'], code: 'TOO_LONG', message: '工号最多 30 个字' }]))
  expect(await itemOf('工号').findByText('工号最多 30 个字')).toBeTruthy()
  expect(screen.getByRole('link', { name: '工号：工号最多 30 个字' })).toBeTruthy()
})

test('what is pasted is taken whole, and not cut to the length of the field', async () => {
  const { onSubmit } = form({ check: () => [] })
  const employeeNo = screen.getByLabelText<HTMLInputElement>('工号')
  expect(employeeNo.maxLength).toBe(-1)
  fireEvent.change(employeeNo, { target: { value: '0'.repeat(31) } })
  save()
  await waitFor(() => expect(onSubmit).toHaveBeenCalledWith(expect.objectContaining({ employeeNo: '0'.repeat(31) })))
})

test('a warning is shown and does not stop the save', async () => {
  const warning: Issue = { path: ['name'], code: 'RARE', message: '请确认姓名中的生僻字', level: 'warning' }
  const { onSubmit } = form({ check: () => [warning] })
  save()
  await waitFor(() => expect(onSubmit).toHaveBeenCalledTimes(1))
  expect(screen.getByText('有 1 处请留意，可以继续保存')).toBeTruthy()
})

test('yes and no are text', async () => {
  const { onSubmit } = form({ check: () => [] })
  fireEvent.click(screen.getByLabelText('是'))
  save()
  await waitFor(() => expect(onSubmit).toHaveBeenCalledWith(expect.objectContaining({ upgrade: '是' })))
})
