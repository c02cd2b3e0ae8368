const size = 32
const radius = 12
const around = 2 * Math.PI * radius

/** The page's icon as a ring that fills, as an address; of what nobody knows it shows a quarter. */
export function faviconOf(percent: number | null): string {
  const done = (around * Math.max(4, percent ?? 25)) / 100
  const ring = `cx="${size / 2}" cy="${size / 2}" r="${radius}" fill="none" stroke-width="6"`
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}">`,
    `<circle ${ring} stroke="#8a94a6" opacity=".45"/>`,
    `<circle ${ring} stroke="#3b82f6" stroke-dasharray="${done.toFixed(1)} ${around.toFixed(1)}" transform="rotate(-90 16 16)"/>`,
    '</svg>',
  ].join('')
  return addressOf(svg)
}

/** The icon of a page whose jobs have all ended. No file: with each change of icon the browser would ask for it again. */
export const plainFavicon = addressOf(
  [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">',
    '<rect width="32" height="32" rx="7" fill="#1d5fc4"/>',
    '<path d="M6.5 10.5 11 22l5-10 5 10 4.5-11.5" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/>',
    '</svg>',
  ].join(''),
)

function addressOf(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
