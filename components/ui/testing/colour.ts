/** Red, green and blue from 0 to 1, as light and not as numbers on a screen. */
type Light = readonly [number, number, number]
type Matrix = readonly [Light, Light, Light]

/** `#1d5fc4` as light. */
export function lightOf(hex: string): Light {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

const luminance = ([r, g, b]: Light) => 0.2126 * r + 0.7152 * g + 0.0722 * b

/** The contrast of WCAG 2: 1 for the same, 21 for black on white. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(lightOf(a)), luminance(lightOf(b))]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

/** How eyes see that lack a kind of cone: Machado, Oliveira and Fernandes 2009, at full severity. */
export const eyes = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Record<string, Matrix>

const seen = (matrix: Matrix, light: Light): Light => {
  const row = ([r, g, b]: Light) => Math.min(1, Math.max(0, r * light[0] + g * light[1] + b * light[2]))
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])]
}

/** Björn Ottosson's Oklab, in which distances are about as large as they look. */
function oklab([r, g, b]: Light): Light {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

/** How different two colours look to `eye`: 2 can just be seen, 100 is black on white. */
export function difference(a: string, b: string, eye: keyof typeof eyes): number {
  const [x, y] = [oklab(seen(eyes[eye], lightOf(a))), oklab(seen(eyes[eye], lightOf(b)))]
  return 100 * Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2])
}
