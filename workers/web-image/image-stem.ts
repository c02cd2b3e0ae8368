/**
 * What files made of a picture are called before their size and ending: the picture's own name without its ending, fit for every file system and for an
 * archive that is unpacked anywhere. `../../Über uns (1).JPG` becomes `Über-uns-1`.
 */
export function imageStem(name: string): string {
  const stem = name
    .normalize('NFC')
    .replace(/\.[^./\\]*$/, '')
    .replace(/[^\p{L}\p{N}_]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  // By characters, not halves of them; 60 of the widest are 240 bytes, too many for a name that is still to be added to.
  const short = [...stem].slice(0, 40).join('')
  return short === '' ? 'image' : short
}
