import { problem } from '@talent/shared/errors'
import { fireEvent, render, screen } from '@testing-library/react'
import { refuse, UploadDrop } from './upload-drop'

const limit = 20 * 1024 * 1024

test.each([
  ['people.xlsx', 1, null],
  ['PEOPLE.XLSX', limit, null],
  ['people.xlsx', limit + 1, '文件 20.1 MB，超过 20 MB 的上限'],
  ['people.xlsx', 0, '文件是空的，请检查后重新选择'],
  ['people.xls', 1, '只能上传 .xlsx 文件，请用 Excel 或 WPS 打开后“另存为”.xlsx 再上传'],
  ['people.zip', 1, '只能上传 .xlsx 文件'],
])('%s of %i bytes: %s', (name, size, expected) => {
  expect(refuse({ name, size }, ['.xlsx'], limit)).toBe(expected)
})

test.each([
  ['IMG_1.HEIC', '只能上传 .jpg、.png 文件，苹果手机的 HEIC 照片请打开后另存为 JPG 再上传'],
  ['证书.pdf', '只能上传 .jpg、.png 文件，请拍照或另存为图片后再上传'],
])('in the place of a picture %s is refused with what makes one of it', (name, expected) => {
  expect(refuse({ name, size: 1 }, ['.jpg', '.png'], limit)).toBe(expected)
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

test.each([['Enter'], [' ']])('the key “%s” opens the chooser', (key) => {
  drop(() => Promise.resolve())
  const opened = jest.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(() => {})
  fireEvent.keyDown(screen.getByRole('button', { name: /点击选择/ }), { key })
  expect(opened).toHaveBeenCalledTimes(1)
  opened.mockRestore()
})

test('progress is shown while it travels', async () => {
  drop((_file, progress) => {
    progress(42.4)
    return new Promise(() => {})
  })
  choose(new File(['x'], 'people.xlsx'))
  expect(await screen.findByText('42%')).toBeTruthy()
})

describe('a picture that is too large', () => {
  const large = () => Object.defineProperty(new File(['x'], '身份证 420102.jpg', { type: 'image/jpeg' }), 'size', { value: 5.2 * 1024 * 1024 })
  const pictures = (send: (file: File) => Promise<void>) => render(<UploadDrop label="照片" hint="JPG" extensions={['.jpg', '.pdf']} maxBytes={10 * 1024 * 1024} send={send} />)
  const canDraw = (picture: object | null) =>
    Object.defineProperty(window, 'createImageBitmap', { value: () => (picture ? Promise.resolve(picture) : Promise.reject(new Error('no picture'))), configurable: true })
  beforeEach(() => {
    const context = { fillRect: () => {}, drawImage: () => {} }
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as unknown as null)
    jest.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done) => done(new Blob(['small'], { type: 'image/jpeg' })))
  })
  afterEach(() => jest.restoreAllMocks())

  test('is not sent as it is, and is shrunk when asked to; the copy has no name to tell', async () => {
    canDraw({ width: 6000, height: 4000, close: () => {} })
    const sent: File[] = []
    pictures((file) => Promise.resolve(void sent.push(file)))
    choose(large())
    expect(await screen.findByText('照片 5.2 MB，超过 3 MB 的上限')).toBeTruthy()
    expect(sent).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: '压缩后上传' }))
    expect(await screen.findByText('已上传')).toBeTruthy()
    expect(sent.map(({ name, type, size }) => [name, type, size])).toEqual([['picture', 'image/jpeg', 5]])
    expect(screen.getByText('身份证 420102.jpg')).toBeTruthy()
  })

  test('that failed on its way is sent again as it was shrunk', async () => {
    canDraw({ width: 6000, height: 4000, close: () => {} })
    const send = jest.fn().mockRejectedValueOnce(problem('UPSTREAM_UNAVAILABLE')).mockResolvedValueOnce(undefined)
    pictures(send)
    choose(large())
    fireEvent.click(await screen.findByRole('button', { name: '压缩后上传' }))
    fireEvent.click(await screen.findByRole('button', { name: '重新上传' }))
    expect(await screen.findByText('已上传')).toBeTruthy()
    expect(send.mock.calls.map(([file]) => (file as File).size)).toEqual([5, 5])
  })

  test('that the browser can not read says what to do', async () => {
    canDraw(null)
    pictures(() => Promise.resolve())
    choose(large())
    fireEvent.click(await screen.findByRole('button', { name: '压缩后上传' }))
    expect(await screen.findByText('图片已损坏或太大，浏览器无法压缩，请用其他软件减小后重新选择')).toBeTruthy()
    expect(screen.queryByRole('button')?.textContent).not.toBe('压缩后上传')
  })

  test('and a PDF of the same size is none', () => {
    expect(refuse({ name: 'a.pdf', size: 5.2 * 1024 * 1024 }, ['.jpg', '.pdf'], 10 * 1024 * 1024)).toBeNull()
    expect(refuse({ name: 'a.pdf', size: 11 * 1024 * 1024 }, ['.jpg', '.pdf'], 10 * 1024 * 1024)).toBe('文件 11 MB，超过 10 MB 的上限')
  })
})
