import { expect, test } from 'vitest'
import { folderNames } from './folder-names.ts'

test.each([
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  [
    ['a', 'a', 'a'],
    ['a', 'a-2', 'a-3'],
  ],
  [
    ['A', 'a'],
    ['A', 'a-2'],
  ],
  [
    ['a', 'a-2', 'a'],
    ['a', 'a-2', 'a-3'],
  ],
  [
    ['a', 'a', 'a-2'],
    ['a', 'a-3', 'a-2'],
  ],
  [
    ['\u00e4', 'a\u0308'],
    ['\u00e4', 'a\u0308-2'],
  ],
])('each of %j gets a folder of its own', (stems, folders) => {
  expect(folderNames(stems)).toEqual(folders)
})
