// Draws the tab icons (81 × 81, as WeChat asks): `node miniprogram/scripts/draw-tab-icons.mjs`.
// One set serves both colour schemes, so both greys keep 3:1 on white and on the dark tab bar.
import sharp from 'sharp'
import { fileURLToPath } from 'node:url'

const shapes = {
  home: '<path d="M14 38 40.5 15 67 38"/><path d="M21 34v31h39V34"/><path d="M34 65V47h13v18"/>',
  messages: '<path d="M14 18h53v37H37L24 66V55H14z"/><path d="M27 32h27M27 42h18"/>',
  manage: '<rect x="17" y="15" width="47" height="52" rx="5"/><path d="M28 31h25M28 42h10"/><path d="m40 52 6 6 11-13"/>',
  me: '<circle cx="40.5" cy="28" r="13"/><path d="M15 67c2-15 12-21 25.500-21S64 52 66 67z"/>',
}
const svg = (shape, colour) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="81" height="81"><g fill="none" stroke="${colour}" stroke-width="5" stroke-linejoin="round" stroke-linecap="round">${shape}</g></svg>`

const here = fileURLToPath(new URL('../src/assets/tab/', import.meta.url))
for (const [name, shape] of Object.entries(shapes)) {
  for (const [suffix, colour] of [['', '#7C8B89'], ['-selected', '#0E8A83']]) {
    await sharp(Buffer.from(svg(shape, colour))).png({ compressionLevel: 9, palette: true }).toFile(`${here}${name}${suffix}.png`)
  }
}
