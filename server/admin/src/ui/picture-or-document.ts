const documentBytes = 10 * 1024 * 1024

/** For an `UploadDrop` that takes pictures and PDF files alike (spec "Files"). */
export const pictureOrDocument = { extensions: ['.jpg', '.jpeg', '.png', '.pdf'], maxBytes: documentBytes, hint: 'JPG、PNG 照片不超过 3 MB，PDF 不超过 10 MB' }

/** By its name; the server looks at the content. */
export const formOf = (file: File): 'picture' | 'document' => (file.name.toLowerCase().endsWith('.pdf') ? 'document' : 'picture')
