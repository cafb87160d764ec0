import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { Modal } from 'antd'
import { useRef, useState } from 'react'
import { Providers } from '../app/providers'
import { useReturnFocus } from './use-return-focus'

/** A list whose rows are opened in a dialog that leaves the page with its work. */
function Page() {
  const main = useRef<HTMLElement>(null)
  useReturnFocus(main)
  const [rows, setRows] = useState(['甲', '乙'])
  const [open, setOpen] = useState<string | null>(null)
  const remove = () => {
    setRows(rows.filter((row) => row !== open))
    setOpen(null)
  }
  return (
    <main ref={main} tabIndex={-1}>
      {rows.map((row) => (
        <button key={row} type="button" onClick={() => setOpen(row)}>{`修改${row}`}</button>
      ))}
      {open !== null && (
        <Modal open title={open} okText="删除" cancelText="取消" onOk={remove} onCancel={() => setOpen(null)}>
          <input autoFocus aria-label="名称" />
        </Modal>
      )}
    </main>
  )
}

async function openRow(name: string) {
  render(<Providers><Page /></Providers>)
  const opener = screen.getByRole('button', { name })
  opener.focus()
  fireEvent.click(opener)
  screen.getByRole('textbox', { name: '名称' }).focus()
  return opener
}

test('what opened a dialog has the focus again', async () => {
  const opener = await openRow('修改乙')
  fireEvent.click(screen.getByRole('button', { name: '取消' }))
  await waitFor(() => expect(document.activeElement).toBe(opener))
})

test('when it went with its row, the page has it', async () => {
  await openRow('修改甲')
  fireEvent.click(screen.getByRole('button', { name: '删除' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: '修改甲' })).toBeNull())
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')))
})
