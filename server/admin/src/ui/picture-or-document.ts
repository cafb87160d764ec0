import { problem } from '@talent/shared/errors'

const pictureBytes = 3 * 1024 * 1024
const documentBytes = 10 * 1024 * 1024

/** For an `UploadDrop` that takes pictures and PDF files alike (spec "Files"). */
export const pictureOrDocument = { extensions: ['.jpg', '.jpeg', '.png', '.pdf'], maxBytes: documentBytes, hint: 'JPG、PNG 照片不超过 3 MB，PDF 不超过 10 MB' }

/** By its name; the server looks at the content. @throws TOO_LARGE for a picture that is too large as one */
export function formOf(file: File): 'picture' | 'document' {
  if (file.name.toLowerCase().endsWith('.pdf')) return 'document'
  if (file.size > pictureBytes) throw problem('TOO_LARGE', { detail: '照片超过 3 MB，请压缩或改为扫描成 PDF' })
  return 'picture'
}
