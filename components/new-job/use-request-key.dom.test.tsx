// @vitest-environment jsdom
import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useRequestKey } from './use-request-key.ts'

const request = (name: string) => ({ type: 'report', input: { name } })

test('[G2] the same request has the same key until it is answered, a changed one another', () => {
  const { result, rerender } = renderHook(() => useRequestKey())
  const first = result.current.of(request('a'))
  rerender()
  expect(result.current.of(request('a'))).toBe(first)
  const changed = result.current.of(request('b'))
  expect(changed).not.toBe(first)
  expect(result.current.of(request('a'))).not.toBe(first)
  result.current.used()
  expect(result.current.of(request('b'))).not.toBe(changed)
})
