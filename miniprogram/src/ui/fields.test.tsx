import { problem } from '@talent/shared/errors'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { pickPicture } from '../platform/files'
import { scanCode } from '../platform/scan'
import { ChoiceField } from './choice-field'
import { CodeField } from './code-field'
import { FieldRow } from './field-row'
import { PhoneField } from './phone-field'
import { PhotoField } from './photo-field'
import { Sheet } from './sheet'
import { Steps } from './steps'
import { Timeline } from './timeline'

jest.mock('../platform/files', () => ({ pickPicture: jest.fn(), viewPictures: jest.fn() }))
jest.mock('../platform/scan', () => ({ canScan: true, scanCode: jest.fn() }))
const picked = jest.mocked(pickPicture)
const scanned = jest.mocked(scanCode)

test('a code loses its spaces and is written in capitals', () => {
  const onChange = jest.fn()
  render(<CodeField label="授权码" value="" onChange={onChange} scan />)
  fireEvent.change(screen.getByLabelText('授权码'), { target: { value: ' ab12 cd ' } })
  expect(onChange).toHaveBeenCalledWith('AB12CD')
})

test('a QR code of something else leaves what was typed', async () => {
  const onChange = jest.fn()
  const read = (scanned: string) => (scanned === 'AC34' ? scanned : null)
  render(<CodeField label="授权码" value="AB" onChange={onChange} scan read={read} />)
  scanned.mockResolvedValueOnce('https://u.wechat.com/EAb')
  await act(async () => fireEvent.click(screen.getByLabelText('扫一扫')))
  expect(onChange).not.toHaveBeenCalled()
  expect(screen.getByText(/扫到的不是授权码/)).toBeTruthy()
  scanned.mockResolvedValueOnce('AC34')
  await act(async () => fireEvent.click(screen.getByLabelText('扫一扫')))
  expect(onChange).toHaveBeenCalledWith('AC34')
  expect(screen.queryByText(/扫到的不是授权码/)).toBeNull()
})

test('a phone number is tidied as it is pasted', () => {
  const onChange = jest.fn()
  render(<PhoneField label="手机号" value="" onChange={onChange} />)
  fireEvent.change(screen.getByLabelText('手机号'), { target: { value: '+86 138-0000 ０００１' } })
  expect(onChange).toHaveBeenCalledWith('13800000001')
})

test('a choice gives its value, not its place', () => {
  const onChange = jest.fn()
  render(<ChoiceField label="证件类别" choices={[{ value: '01', label: '居民身份证' }, { value: '03', label: '护照' }]} value={null} onChange={onChange} />)
  expect(screen.getByText('请选择证件类别')).toBeTruthy()
  fireEvent.click(screen.getByText('护照'))
  expect(onChange).toHaveBeenCalledWith('03')
})

test('a masked number is shown for half a minute', async () => {
  jest.useFakeTimers()
  render(<FieldRow label="证件号码" value="420102********001X" onReveal={async () => '42010219900307001X'} />)
  expect(screen.getByText('420102 ******** 001X')).toBeTruthy()
  await act(async () => fireEvent.click(screen.getByLabelText('显示证件号码')))
  expect(screen.getByText('420102 19900307 001X')).toBeTruthy()
  act(() => void jest.advanceTimersByTime(30_000))
  expect(screen.getByText('420102 ******** 001X')).toBeTruthy()
  jest.useRealTimers()
})

describe('a photo', () => {
  const file = { path: 'blob:1', size: 1024 }
  const open = (upload: Parameters<typeof PhotoField>[0]['upload']) => render(<PhotoField label="身份证人像面" maxBytes={2048} upload={upload} />)
  const choose = () => act(async () => fireEvent.click(screen.getByLabelText(/拍摄或选择|重拍/)))

  test('that is too large is not sent', async () => {
    picked.mockResolvedValue({ ...file, size: 2049 })
    const upload = jest.fn()
    open(upload)
    await choose()
    expect(upload).not.toHaveBeenCalled()
    expect(screen.getByText(/照片不能超过/)).toBeTruthy()
  })

  test('that could not be sent is kept and sent again', async () => {
    picked.mockResolvedValue(file)
    const upload = jest.fn().mockResolvedValueOnce({ ok: false, problem: problem('PHOTO_REJECTED', { detail: '照片模糊' }) }).mockResolvedValueOnce({ ok: true, data: {} })
    open(upload)
    await choose()
    expect(screen.getByText('照片模糊')).toBeTruthy()
    await act(async () => fireEvent.click(screen.getByText('重新上传')))
    expect(upload).toHaveBeenNthCalledWith(2, file)
    expect(screen.getByText('已上传')).toBeTruthy()
  })

  test('that was not taken changes nothing', async () => {
    picked.mockResolvedValue(null)
    const upload = jest.fn()
    open(upload)
    await choose()
    expect(upload).not.toHaveBeenCalled()
    expect(screen.getByText('拍照或从相册选择')).toBeTruthy()
  })
})

test('a sheet has content only while it is open, with what is decided on', () => {
  const sheet = (open: boolean) => <Sheet open={open} title="审核" about="张三 2026 年医师资格" onClose={() => {}} footer={<p>提交</p>}><p>意见</p></Sheet>
  const { rerender } = render(sheet(false))
  expect(screen.queryByText('意见')).toBeNull()
  rerender(sheet(true))
  expect(screen.getByText('张三 2026 年医师资格')).toBeTruthy()
  expect(screen.getByText('意见')).toBeTruthy()
})

test('steps and a timeline say in words where one is', () => {
  render(<Steps titles={['填写', '拍照', '核验']} current={1} />)
  expect(screen.getByLabelText('第 2 步，共 3 步：拍照')).toBeTruthy()
  const { container } = render(<Timeline items={[{ title: '单位审核通过', tone: 'ok', time: '2026-11-20 14:05' }, { title: '县级待审核', tone: 'wait' }]} />)
  expect(container.querySelectorAll('.at-timeline-item')).toHaveLength(2)
  expect(container.querySelector('.at-timeline-item--green')?.textContent).toBe('单位审核通过2026-11-20 14:05')
})
