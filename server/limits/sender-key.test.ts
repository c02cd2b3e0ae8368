import { expect, test } from 'vitest'
import { holderKey } from './sender-key.ts'

test('those who hold the same link are one for each address', () => {
  const holder = { id: 'link:mail:j_1', link: { job: 'mail:j_1', scope: 'view', expiresAt: 0 } } as const
  expect(holderKey(holder, '192.0.2.1')).not.toBe(holderKey(holder, '192.0.2.2'))
  expect(holderKey(holder, '2001:db8::1')).toBe(holderKey(holder, '2001:db8::2'))
})
