import { expect, test } from 'vitest'
import { imageStem } from './image-stem.ts'

test.each([
  ['harbour.jpg', 'harbour'],
  ['Über uns (1).JPG', 'Über-uns-1'],
  ['写真 2026.png', '写真-2026'],
  ['../../etc/passwd', 'etc-passwd'],
  ['..\\..\\windows\\x.jpg', 'windows-x'],
  ['.htaccess', 'image'],
  ['a.b.c.jpg', 'a-b-c'],
  ['<img src=x onerror=alert(1)>.png', 'img-src-x-onerror-alert-1'],
  ['\u202egnp.exe', 'gnp'],
  ['👩‍🚀.jpg', 'image'],
  ['', 'image'],
  ['x'.repeat(300), 'x'.repeat(40)],
])('%j is called %s', (name, stem) => {
  expect(imageStem(name)).toBe(stem)
})
