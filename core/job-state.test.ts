import { expect, test } from 'vitest'
import { canRetry, isFinished, jobStates, nextState, transitions } from './job-state.ts'

const cells = jobStates.flatMap((state) => transitions.map((transition) => [state, transition] as const))

test.each(cells)('from %s, %s leads to a state or nowhere', (state, transition) => {
  const next = nextState(state, transition)
  if (next !== undefined) expect(jobStates).toContain(next)
})

test.each(jobStates)('[I8] %s is left only as its kind allows', (state) => {
  const ways = transitions.filter((transition) => nextState(state, transition) !== undefined)
  if (isFinished(state)) expect(ways).toEqual(canRetry(state) ? ['queued'] : [])
  else expect(ways).toContain('failed')
})

test.each(jobStates)('from %s a job can reach an end, and from the first state every other', (state) => {
  const reached = new Set([state])
  for (const from of reached) {
    for (const transition of transitions) {
      const next = nextState(from, transition)
      if (next) reached.add(next)
    }
  }
  expect([...reached].some(isFinished)).toBe(true)
  if (state === 'pending') expect(reached).toEqual(new Set(jobStates))
})

test.each(jobStates)('only a job that can be retried goes from the end back in line: %s', (state) => {
  expect(isFinished(state) && nextState(state, 'queued') === 'pending').toBe(canRetry(state))
})
