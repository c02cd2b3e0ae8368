import { expect, test } from 'vitest'
import { createPasswordCheck } from '#server/auth/verify-password.ts'
import { hashPassword } from './hash-password.mjs'

const isPassword = createPasswordCheck()

test('a password is its own, however its letters were typed, and nobody else’s', async () => {
  const record = await hashPassword('café au lait')
  expect(await isPassword('café au lait', record)).toBe(true)
  expect(await isPassword('cafe\u0301 au lait', record)).toBe(true)
  expect(await isPassword('café au lait ', record)).toBe(false)
  expect(await isPassword('', record)).toBe(false)
  expect(await hashPassword('café au lait')).not.toBe(record)
})

test.each(['', 'plain', 'scrypt$15$8$3$AAAA$BBBB', `scrypt$30$8$3$${'A'.repeat(22)}$${'A'.repeat(43)}`])(
  'a record that is none lets nobody in: "%s"',
  async (record) => {
    expect(await isPassword('', record)).toBe(false)
    expect(await isPassword(record, record)).toBe(false)
  },
)

test('whoever does not exist is refused, and it takes as long', async () => {
  const record = await hashPassword('a long password')
  const timed = async (known: string | undefined) => {
    const start = performance.now()
    expect(await isPassword('wrong', known)).toBe(false)
    return performance.now() - start
  }
  const [somebody, nobody] = [await timed(record), await timed(undefined)]
  expect(nobody).toBeGreaterThan(somebody / 4)
})
