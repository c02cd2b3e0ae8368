import { expect, test } from 'vitest'
import { detectDelimiter } from './detect-delimiter.ts'

test.each([
  ['comma', 'a,b,c\n1,2,3\n'],
  ['semicolon', 'a;b;c\n1,5;2,5;3,5\n2,5;3,5;4,5\n'],
  ['tab', 'a\tb\n1, 2\t3\n4\t5, 6, 7\n'],
  ['pipe', 'a|b|c\r\n1|2|3\r\n'],
  ['semicolon', 'name;note\n"a, b, c, d";x\n"e, f\ng, h";y\n'],
  ['comma', '"say ""a;b;c"", please",x\n"say ""d;e;f"", please",y\n'],
  ['comma', 'a,b\r1,2\r3,4'],
  ['comma', 'one column\nwithout any\n'],
  ['comma', 'only,one,line'],
  ['comma', ''],
] as const)('A %s is found in %j', (name, head) => {
  expect(detectDelimiter(head)).toBe(name)
})
