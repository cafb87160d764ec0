import { problem } from '@talent/shared/errors'
import { fireEvent, render, screen } from '@testing-library/react'
import { refuse, UploadDrop } from './upload-drop'

const limit = 20 * 1024 * 1024

test.each([
  ['people.xlsx', 1, null],
  ['PEOPLE.XLSX', limit, null],
  ['people.xlsx', limit + 1, '文件 20.1 MB，超过 20 MB 的上限'],
  ['people.xlsx', 0, '文件是空的，请检查后重新选择'],
  ['people.xls', 1, '只能上传 .xlsx 文件'],
])('%s of %i bytes: %s', (name, size, expected) => {
  expect(refuse({ name, size }, ['.xlsx'], limit)).toBe(expected)
})

function choose(file: File) {
  const input = document.querySelector('input[type=file]')
  if (!input) throw new Error('no file input')
  fireEvent.change(input, { target: { files: [file] } })
}
const drop = (send: (file: File, progress: (percent: number) => void) => Promise<void>) =>
  render(<UploadDrop label="导入文件" hint=".xlsx，最大 20 MB" extensions={['.xlsx']} maxBytes={limit} send={send} />)

test('a failed upload says why and can be sent again', async () => {
  const send = jest.fn().mockRejectedValueOnce(problem('WORKBOOK_REJECTED')).mockResolvedValueOnce(undefined)
  drop(send)
  choose(new File(['x'], 'people.xlsx'))
  expect(await screen.findByText('文件无法导入')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '重新上传' }))
  expect(await screen.findByText('已上传')).toBeTruthy()
})

test('a file of the wrong kind is not sent', async () => {
  const send = jest.fn()
  drop(send)
  choose(new File(['x'], 'people.exe'))
  expect(await screen.findByText('只能上传 .xlsx 文件')).toBeTruthy()
  expect(send).not.toHaveBeenCalled()
})

test('progress is shown while it travels', async () => {
  drop((_file, progress) => {
    progress(42.4)
    return new Promise(() => {})
  })
  choose(new File(['x'], 'people.xlsx'))
  expect(await screen.findByText('42%')).toBeTruthy()
})
