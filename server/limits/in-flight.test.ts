import { expect, test } from 'vitest'
import { InFlight } from './in-flight.ts'

test('each sender may have so many on their way, and one that ended makes room, however it ended', async () => {
  const uploads = new InFlight('uploads', 2)
  const ends: (() => void)[] = []
  const begin = (key: string) => uploads.run(key, () => new Promise<void>((resolve) => void ends.push(resolve)))
  const first = begin('a')
  const second = begin('a')
  await expect(begin('a')).rejects.toMatchObject({ code: 'too_many_requests', limit: 2 })
  const other = begin('b')
  for (const end of ends) end()
  await Promise.all([first, second, other])
  await expect(uploads.run('a', () => Promise.reject(new Error('broken off')))).rejects.toThrow('broken off')
  expect(await uploads.run('a', () => uploads.run('a', async () => 'room for two'))).toBe('room for two')
})
