/** The sample pictures as SVG, made of a few shapes and a seeded random: what is drawn by ourselves is under no other licence. */
export const scenes = { harbour, hills, lighthouse }

function harbour(random) {
  const boats = Array.from({ length: 9 }, (_, i) =>
    boat(140 + i * 210 + random() * 90, 900 + random() * 220, 0.7 + random() * 0.7, hue(random)),
  )
  const houses = Array.from({ length: 22 }, (_, i) => {
    const height = 150 + random() * 190
    const windows = Array.from({ length: 3 }, (_, n) =>
      rect(i * 92 + 18 + n * 24, 770 - height + 40, 13, 22, '#fdf3c8'),
    )
    return rect(i * 92, 780 - height, 88, height, `hsl(${hue(random)} 42% ${48 + random() * 18}%)`) + windows.join('')
  })
  return page(
    2000,
    1333,
    sky('#f7b267', '#7fb7d6') +
      circle(1540, 330, 92, '#fff3d1') +
      houses.join('') +
      water(780, 1333, random) +
      boats.join(''),
  )
}

function hills(random) {
  const ranges = Array.from({ length: 6 }, (_, layer) => {
    const top = 420 + layer * 130
    const points = Array.from(
      { length: 26 },
      (_, i) => `${i * 80},${top + Math.sin(i * (0.35 + layer * 0.12) + layer * 2) * 80 + random() * 26}`,
    )
    return `<polygon points="0,1333 ${points.join(' ')} 2000,1333" fill="hsl(${165 - layer * 14} ${26 + layer * 7}% ${66 - layer * 9}%)"/>`
  })
  return page(2000, 1333, sky('#cfe3f3', '#5b8fc7') + circle(420, 260, 70, '#fff8e0') + ranges.join(''))
}

function lighthouse(random) {
  const stripes = [0, 1, 2, 3, 4].map(
    (n) =>
      `<polygon points="${440 - n * 14},${560 + n * 170} ${620 + n * 14},${560 + n * 170} ${634 + n * 14},${730 + n * 170} ${426 - n * 14},${730 + n * 170}" fill="${n % 2 ? '#f4efe4' : '#c8402f'}"/>`,
  )
  const lamp =
    rect(455, 440, 150, 120, '#2c3440') +
    rect(480, 462, 100, 76, '#ffe9a3') +
    `<polygon points="440,440 620,440 530,350" fill="#c8402f"/>`
  const beam = '<polygon points="580,500 1333,300 1333,700" fill="#fff3c4" opacity="0.45"/>'
  const stars = Array.from({ length: 120 }, () => circle(random() * 1333, random() * 900, 1 + random() * 2, '#fff'))
  const rock =
    '<polygon points="0,2000 0,1560 260,1420 480,1390 760,1400 1010,1500 1333,1650 1333,2000" fill="#39404a"/>'
  return page(1333, 2000, sky('#24365c', '#0e1830') + stars.join('') + beam + stripes.join('') + lamp + rock)
}

const page = (width, height, content) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`
const sky = (low, high) =>
  `<defs><linearGradient id="s" x1="0" y1="1" x2="0" y2="0"><stop offset="0.3" stop-color="${low}"/><stop offset="1" stop-color="${high}"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#s)"/>`
const rect = (x, y, width, height, fill) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"/>`
const circle = (x, y, r, fill) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`
const hue = (random) => Math.round(random() * 360)
const boat = (x, y, scale, colour) =>
  `<g transform="translate(${x} ${y}) scale(${scale})"><path d="M-90 0H90L60 46H-60Z" fill="hsl(${colour} 48% 34%)"/><path d="M0-8V-170L76-16Z" fill="#fbf6ea"/><path d="M-6-8V-140L-60-16Z" fill="#e9dcc3"/></g>`

function water(top, bottom, random) {
  const waves = Array.from({ length: 150 }, () => {
    const y = top + 12 + random() * (bottom - top)
    return `<ellipse cx="${random() * 2000}" cy="${y}" rx="${40 + random() * 90}" ry="3" fill="#fff" opacity="${0.06 + random() * 0.22}"/>`
  })
  return rect(0, top, 2000, bottom - top, '#2f6f8f') + waves.join('')
}
