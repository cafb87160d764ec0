import { TransportProblem } from '@talent/shared/client'
import { problem } from '@talent/shared/errors'
import { fireEvent, render, screen } from '@testing-library/react'
import { PictureTile } from './picture-tile'

const tile = (key: string, load: () => Promise<never>, onTap: () => void) => render(<PictureTile thumb={{ key, load }} label="学位证照片" onTap={onTap} />)

test('a picture that the server has lost is not asked for again: what to do about it is one tap away', async () => {
  const [load, onTap] = [jest.fn(() => Promise.reject(problem('FILE_LOST'))), jest.fn()]
  tile('lost', load, onTap)
  fireEvent.click(await screen.findByRole('button', { name: '学位证照片已丢失，查看怎么办' }))
  expect(onTap).toHaveBeenCalledTimes(1)
  expect(load).toHaveBeenCalledTimes(1)
})

test('one that did not come is loaded again', async () => {
  const [load, onTap] = [jest.fn(() => Promise.reject(new TransportProblem('offline'))), jest.fn()]
  tile('offline', load, onTap)
  fireEvent.click(await screen.findByRole('button', { name: '重新加载学位证照片' }))
  await screen.findByRole('button', { name: '重新加载学位证照片' })
  expect(load).toHaveBeenCalledTimes(2)
  expect(onTap).not.toHaveBeenCalled()
})
