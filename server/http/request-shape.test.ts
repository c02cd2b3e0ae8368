import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { refuseShape } from './request-shape.ts'

function code(method: string, url: string, rawHeaders: string[] = ['Host', 'localhost'], headers = {}) {
  const request = Object.assign(new IncomingMessage(new Socket()), { method, url, rawHeaders })
  Object.assign(request.headers, headers)
  return refuseShape(request)?.code
}

test.each([
  ['GET', '/'],
  ['HEAD', '/jobs/mail%3A1?tab=log&tab=input'],
  ['GET', '/jobs/%C3%BC'],
  ['POST', '/api/jobs'],
  ['PATCH', '/api/schedules/x'],
  ['DELETE', '/api/jobs/mail:1'],
  ['POST', '/socket.io/?EIO=4&transport=polling'],
  ['GET', '/api/schedules?limit=5&cursor=%2B'],
])('%s %s is left to those behind', (method, url) => {
  expect(code(method, url)).toBeUndefined()
})

test.each([
  ['TRACE', '/', 'method_not_allowed'],
  ['TRACE', '/api/jobs', 'method_not_allowed'],
  ['PUT', '/api/jobs', 'method_not_allowed'],
  ['OPTIONS', '/api/jobs', 'method_not_allowed'],
  ['POST', '/api/jobs/mail:1', 'method_not_allowed'],
  ['GET', '/api/jobs/mail:1/cancel', 'method_not_allowed'],
  ['GET', '/api/nothing', 'not_found'],
  ['POST', '/api/nothing', 'not_found'],
  ['GET', '/api', 'not_found'],
  ['GET', '/api/%ff', 'bad_request'],
  ['POST', '/', 'method_not_allowed'],
  ['POST', '/jobs/mail:1', 'method_not_allowed'],
  ['GET', '/jobs/%ff', 'bad_request'],
  ['GET', '/%', 'bad_request'],
  ['GET', '/api/jobs/%ff', 'id_format'],
  ['GET', '//evil.example/', 'bad_request'],
  ['GET', '/\\evil.example/', 'bad_request'],
  ['GET', '/api/schedules?limit=1&limit=2', 'query_repeated'],
  ['GET', '/api/schedules?cursor=%00', 'bad_request'],
  ['GET', '/api/schedules?cursor=%ff', 'bad_request'],
])('%s %s is refused as %s', (method, url, expected) => {
  expect(code(method, url)).toBe(expected)
})

test('a method that an address does not take is refused with those that it does', () => {
  const request = Object.assign(new IncomingMessage(new Socket()), {
    method: 'PUT',
    url: '/api/jobs/mail:1',
    rawHeaders: [],
  })
  expect(refuseShape(request)?.allow).toBe('GET, HEAD, DELETE')
})

test('two hosts and headers without end are refused', () => {
  expect(code('GET', '/', ['Host', 'localhost', 'host', 'evil.example'])).toBe('bad_request')
  expect(
    code(
      'GET',
      '/',
      Array.from({ length: 202 }, (_, i) => `x${i}`),
    ),
  ).toBe('headers_too_large')
})

test.each([
  [encodeURIComponent('["",{"children":["jobs",{}]},null,null]'), undefined],
  ['%5B', 'bad_request'],
  ['x', 'bad_request'],
  ['%ff', 'bad_request'],
])('the place of Next’s client %s is answered %s', (state, expected) => {
  expect(code('GET', '/', [], { 'next-router-state-tree': state })).toBe(expected)
})
