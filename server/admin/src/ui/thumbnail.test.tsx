import { fireEvent, render, screen } from '@testing-library/react'
import { PictureGroup, Thumbnail } from './thumbnail'

test('a picture that the server has no more says what to do in its place; another one is shown again', () => {
  const group = (src: string) => (
    <PictureGroup>
      <Thumbnail src={src} alt="学历附件" height={96} />
    </PictureGroup>
  )
  const { rerender } = render(group('/api/people/1/pictures/2?size=thumb'))
  fireEvent.error(screen.getByRole('img', { name: '学历附件' }))
  expect(screen.getByRole('img', { name: /^学历附件：.*请重新上传$/ }).textContent).toBe('打不开')
  rerender(group('/api/people/1/pictures/3?size=thumb'))
  expect(screen.getByRole('img', { name: '学历附件' }).getAttribute('src')).toContain('/pictures/3')
})
