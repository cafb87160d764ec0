import { act, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { PrimaryButton } from './buttons'
import { CheckRow, SwitchRow } from './check-row'
import { ChoiceField } from './choice-field'
import { Sheet } from './sheet'
import { TextArea, TextField } from './text-field'

describe('a field', () => {
  const said = (control: HTMLElement) => document.getElementById(control.getAttribute('aria-describedby') ?? '')?.textContent ?? null
  test.each([
    ['nothing', {}, 'false', null],
    ['a hint', { hint: '与证件一致' }, 'false', '与证件一致'],
    ['an error, which takes the place of the hint', { hint: '与证件一致', error: '请填写姓名' }, 'true', '请填写姓名'],
  ] as const)('is named and says %s', (_, extra, invalid, words) => {
    render(<TextField label="姓名" value="" onChange={() => {}} {...extra} />)
    const control = screen.getByRole('textbox', { name: '姓名' })
    expect(control.getAttribute('aria-invalid')).toBe(invalid)
    expect(said(control)).toBe(words)
  })

  test('two on a page keep their errors apart', () => {
    render(
      <>
        <TextField label="姓名" value="" onChange={() => {}} error="请填写姓名" />
        <TextArea label="说明" value="" onChange={() => {}} maxLength={200} error="请填写说明" />
      </>,
    )
    expect(said(screen.getByRole('textbox', { name: '姓名' }))).toBe('请填写姓名')
    expect(said(screen.getByRole('textbox', { name: '说明' }))).toBe('请填写说明')
  })

  test('with a wheel says what is chosen and what is wrong, and opens by the keyboard', () => {
    const opened = jest.fn()
    render(
      // The wheel is around what is shown, as Taro has it.
      <div onClick={opened}>
        <ChoiceField label="证件类别" choices={[{ value: '01', label: '护照' }]} value={null} onChange={() => {}} error="请选择证件类别" />
      </div>,
    )
    fireEvent.keyDown(screen.getByRole('button', { name: '证件类别，未选择，请选择证件类别' }), { key: 'Enter' })
    expect(opened).toHaveBeenCalledTimes(1)
  })

  test('to switch or to tick has a name, a role and a state', () => {
    render(
      <>
        <SwitchRow label="大字模式" on onChange={() => {}} />
        <CheckRow label="同意" checked={false} onChange={() => {}} />
      </>,
    )
    expect(screen.getByRole<HTMLInputElement>('switch', { name: '大字模式' }).checked).toBe(true)
    expect(screen.getByRole('checkbox', { name: '同意' }).getAttribute('aria-checked')).toBe('false')
  })
})

describe('a sheet', () => {
  function Page() {
    const [open, setOpen] = useState(false)
    return (
      <>
        <button type="button" onClick={() => setOpen(true)}>打开</button>
        <Sheet open={open} title="审核" onClose={() => setOpen(false)} about="李明远" footer={<PrimaryButton onTap={() => {}}>提交</PrimaryButton>}>
          <input aria-label="说明" />
        </Sheet>
      </>
    )
  }
  const opener = () => screen.getByText('打开')
  const open = () => {
    render(<Page />)
    opener().focus()
    act(() => opener().click())
  }

  test('has the keyboard while it is open, and gives it back', () => {
    open()
    const dialog = screen.getByRole('dialog', { name: '审核' })
    expect(document.activeElement).toBe(dialog)
    expect(dialog.getAttribute('aria-modal')).toBe('true')
    act(() => screen.getByText('关闭').click())
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement).toBe(opener())
  })

  test('closes by Escape', () => {
    open()
    fireEvent.keyDown(document, { key: 'Escape' })
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement).toBe(opener())
  })

  test('is not left by Tab', () => {
    // jsdom draws nothing, so nothing would count as visible.
    jest.spyOn(Element.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList)
    open()
    const last = screen.getByText('提交')
    last.focus()
    fireEvent.keyDown(document, { key: 'Tab' })
    expect(document.activeElement).toBe(screen.getByText('关闭'))
    fireEvent.keyDown(document, { key: 'Tab', shiftKey: true })
    expect(document.activeElement).toBe(last)
    jest.restoreAllMocks()
  })
})
