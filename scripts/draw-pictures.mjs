// Draws the sample pictures in workers/samples anew. They are the same each time, as long as sharp is.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { projectRoot } from './launcher/project-root.mjs'
import { scenes } from './pictures/scenes.mjs'

/** mulberry32. */
function seeded(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
}

const drawn = (scene) => sharp(Buffer.from(scenes[scene](seeded(7)))).flatten({ background: '#fff' })
// As a phone that was held upright stores it: lying, with a note of how to turn it, and of where it was.
const lighthouse = sharp(await drawn('lighthouse').rotate(270).png().toBuffer())
  .jpeg({ quality: 82 })
  .withMetadata({ orientation: 6 })
  .withExifMerge({
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '54/1 10/1 52/1', GPSLongitudeRef: 'E', GPSLongitude: '12/1 5/1 0/1' },
  })
const pictures = {
  'harbour.jpg': drawn('harbour').jpeg({ quality: 82 }),
  'hills.png': drawn('hills').resize(1600).png({ palette: true, colours: 64 }),
  'lighthouse.jpg': lighthouse,
}
for (const [name, picture] of Object.entries(pictures)) {
  await writeFile(join(projectRoot, 'workers', 'samples', name), await picture.toBuffer())
}
