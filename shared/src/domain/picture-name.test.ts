import fc from 'fast-check'
import { pictureFault, pictureKind } from './picture-file'
import { maxNamesOfName, maxNumbersOfName, readPictureName } from './picture-name'

const number = '420102199001010129'

describe('a document number', () => {
  test.each([
    [`${number}.jpg`],
    [`${number}毕业证.JPG`],
    [`张三${number}.png`],
    [`学历_${number}_1.jpeg`],
    ['420102 19900101 0129.jpg'],
    ['420102-19900101-0129 张三.jpg'],
    ['４２０１０２１９９００１０１０１２９．ｊｐｇ'],
    [`${number}(2).jpg`],
    [`${number} 2.jpg`],
    [`IMG${number}.jpg`],
    [`扫描 20260131 ${number}.jpg`],
  ])('is found in %s', (fileName) => {
    expect(readPictureName(fileName).numbers[0]).toBe(number)
  })

  test('with a small x is the one with an X', () => {
    expect(readPictureName('11010519491231002x.jpg').numbers).toEqual(['11010519491231002X'])
  })

  test('with a slip in it is kept as it stands, so that it can be named as unknown', () => {
    expect(readPictureName('420102199001010120.jpg').numbers).toEqual(['420102199001010120'])
  })

  test.each([
    ['E12345678护照.jpg', 'E12345678'],
    ['h1234567800.jpg', 'H1234567800'],
    ['军字第 1234567 号.jpg', '军字第1234567号'],
  ])('of another kind: %s', (fileName, expected) => {
    expect(readPictureName(fileName).numbers).toContain(expected)
  })

  test.each([['张三.jpg'], ['IMG_12.jpg'], ['附件1.png'], ['copy.jpg'], ['']])('is not seen in %j', (fileName) => {
    expect(readPictureName(fileName).numbers).toEqual([])
  })
})

describe('a name', () => {
  test.each([
    ['张三.jpg', '张三'],
    ['张三毕业证.jpg', '张三'],
    ['毕业证书-张三(1).png', '张三'],
    ['张 三 学历.jpg', '张三'],
    ['　张三　.jpg', '张三'],
    ['内科 张三.jpg', '张三'],
    ['内科_张三_学位证书_正面.jpg', '张三'],
    ['001张三的毕业证2.jpg', '张三'],
    ['买买提•王 毕业证.jpg', '买买提·王'],
    ['买买提.王.jpg', '买买提·王'],
    ['𠮷田丽照片.jpg', '𠮷田丽'],
    ['maria smith degree.jpg', 'Maria Smith Degree'],
    ['MARIA-SMITH.jpg', 'Maria-Smith'],
    [`${number}欧阳小燕.jpg`, '欧阳小燕'],
  ])('in %s is %s', (fileName, expected) => {
    expect(readPictureName(fileName).names).toContain(expected)
  })

  test.each([['IMG_20260131.jpg'], ['毕业证.jpg'], ['1.png'], ['微信图片_20260131.jpg']])('is none in %s beside words about the picture', (fileName) => {
    const { names } = readPictureName(fileName)
    expect(names.filter((name) => !['毕业证', '微信图片'].includes(name))).toEqual([])
  })
})

describe('words about the picture', () => {
  test.each([
    ['张三毕业证.jpg', ['education']],
    ['张三 学位证书.jpg', ['degree']],
    ['张三学历学位.jpg', ['education', 'degree']],
    ['张三医师资格证书.jpg', ['qualification']],
    ['张三资格证.jpg', ['title', 'qualification']],
    ['张三医师执业证书.jpg', ['practising']],
    ['张三执业证.jpg', ['practising']],
    ['张三职称证.jpg', ['title']],
    ['张三住院医师规范化培训合格证书.jpg', ['other']],
    ['张三 证件照.png', ['portrait']],
    ['张三.jpg', []],
  ])('%s means %j', (fileName, expected) => {
    expect(readPictureName(fileName).sections).toEqual(expected)
  })
})

test('whatever a file is called, what is read from it is bounded and has no empty part', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 260 }), fc.stringMatching(/^[0-9X张三毕业证 ._-]{0,200}$/)), (fileName) => {
      const { numbers, names } = readPictureName(fileName)
      expect(numbers.length).toBeLessThanOrEqual(maxNumbersOfName)
      expect(names.length).toBeLessThanOrEqual(maxNamesOfName)
      for (const name of names) expect(Array.from(name).length).toBeLessThanOrEqual(50)
      for (const one of [...numbers, ...names]) expect(one.trim()).toBe(one)
      for (const one of [...numbers, ...names]) expect(one).not.toBe('')
    }),
  )
})

describe('a file', () => {
  const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0])
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0])
  const text = (content: string) => Uint8Array.from(Buffer.from(content))
  const mb = 1024 * 1024

  test.each([
    ['a JPG', jpeg, 'jpeg'],
    ['a PNG', png, 'png'],
    ['a photo of a phone', text('\0\0\0\x18ftypheic'), 'heic'],
    ['a GIF', text('GIF89a......'), 'other'],
    ['a text', text('no picture at all'), 'other'],
    ['two bytes', Uint8Array.from([0xff, 0xd8]), 'other'],
  ])('%s is known by its content', (_, head, kind) => {
    expect(pictureKind(head)).toBe(kind)
  })

  test.each([
    [jpeg, 3 * mb, null],
    [jpeg, 3 * mb + 1, { kind: 'tooLarge', message: '图片 3.1 MB，超过 3 MB，请压缩后上传' }],
    [png, 1, null],
    [text('GIF89a'), 9 * mb, { kind: 'wrongType', message: '不是 JPG 或 PNG 图片，请转换后再选择' }],
    [text('\0\0\0\x18ftypheic'), 1, { kind: 'wrongType', message: '这是 HEIC 格式的照片，请转换为 JPG 后再选择' }],
    [jpeg, 0, { kind: 'wrongType', message: '文件是空的，请检查后重新选择' }],
  ])('is refused with a reason that says what to do', (head, size, expected) => {
    expect(pictureFault(head, size, 3 * mb)).toEqual(expected)
  })
})
