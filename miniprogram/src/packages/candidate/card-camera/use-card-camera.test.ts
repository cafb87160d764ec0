import { act, renderHook } from '@testing-library/react'
import { pickPicture } from '../../../platform/files'
import { smallPicture } from '../../../platform/pictures'
import { useCardCamera } from './use-card-camera'

jest.mock('../../../platform/files', () => ({ pickPicture: jest.fn() }))
jest.mock('../../../platform/pictures', () => ({ smallPicture: jest.fn(), pictureOf: jest.fn() }))

test('a photo that the browser can’t show is not taken for one, and another can be chosen', async () => {
  jest.mocked(pickPicture).mockResolvedValue({ path: 'blob:1', size: 10 })
  jest.mocked(smallPicture).mockResolvedValueOnce(null).mockResolvedValueOnce({ width: 1, height: 1, data: [0, 0, 0, 255] })
  const { result } = renderHook(() => useCardCamera(1.6))
  await act(async () => {})
  await act(async () => result.current.fromAlbum())
  expect(result.current.stage.at).toBe('view')
  expect(result.current.failure).toContain('可能是 HEIC 格式')
  await act(async () => result.current.fromAlbum())
  expect(result.current.stage.at).toBe('preview')
  expect(result.current.failure).toBeNull()
})
