import { expect, test } from 'vitest'
import { AskError } from './ask.ts'
import { Fetched } from './fetched.ts'

const settled = (fetched: Fetched<string>) =>
  new Promise<void>((resolve) => {
    const leave = fetched.subscribe(() => {
      if (fetched.read().state === 'loading') return
      leave()
      resolve()
    })
  })

test('it is fetched when somebody looks for the first time, and not for the next ones', async () => {
  const asked: string[] = []
  const fetched = new Fetched('/x', async (path) => {
    asked.push(path)
    return 'there'
  })
  expect(asked).toEqual([])
  await settled(fetched)
  fetched.subscribe(() => undefined)()
  expect([asked, fetched.read()]).toEqual([['/x'], { state: 'here', answer: 'there', at: expect.any(Number) }])
})

test('a refusal is told, and can be tried again', async () => {
  const answers = [Promise.reject(new AskError({ status: 404, code: 'x', detail: 'Not there.' })), 'there']
  const fetched = new Fetched('/x', async () => (await answers.shift()) ?? '')
  await settled(fetched)
  expect(fetched.read()).toEqual({ state: 'refused', reason: 'Not there.' })
  await fetched.load()
  expect(fetched.read()).toMatchObject({ state: 'here', answer: 'there' })
})
