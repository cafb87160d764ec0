// Draws the picture of the share card (5:4, as WeChat asks): `node miniprogram/scripts/draw-share-card.mjs`.
// Without a picture of its own WeChat would take one of the page, with whatever personal it shows.
import sharp from 'sharp'
import { fileURLToPath } from 'node:url'

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="500" height="400">
<rect width="500" height="400" fill="#0B6E69"/>
<rect x="185" y="96" width="130" height="130" rx="24" fill="none" stroke="#fff" stroke-width="10"/>
<path d="M250 126v70M215 161h70" stroke="#fff" stroke-width="12" stroke-linecap="round"/>
<text x="250" y="300" fill="#fff" font-family="Noto Sans CJK SC" font-size="44" font-weight="700" text-anchor="middle">湖北卫生人才</text>
<text x="250" y="346" fill="#E6F3F2" font-family="Noto Sans CJK SC" font-size="24" text-anchor="middle">卫生考试预报名</text>
</svg>`

const file = fileURLToPath(new URL('../src/assets/share-card.png', import.meta.url))
await sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: true, colours: 16 }).toFile(file)
