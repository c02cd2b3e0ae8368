import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach, expect, vi } from 'vitest'

// What is loaded when it is first opened may take a busy machine longer than the usual second.
configure({ asyncUtilTimeout: 5_000 })

beforeEach(() => {
  vi.spyOn(console, 'error')
})

// jsdom lays nothing out, and of a list without a height nothing is near the view.
for (const size of ['clientHeight', 'clientWidth']) {
  Object.defineProperty(Element.prototype, size, { configurable: true, get: () => 600 })
}
Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => 100 })

// A test that expects complaints checks them and clears the spy; every other complaint of React or of ours fails the test.
afterEach(() => {
  cleanup()
  const complaints = vi.mocked(console.error).mock.calls
  vi.restoreAllMocks()
  expect(complaints, 'console.error was called').toEqual([])
})
