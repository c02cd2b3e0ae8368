import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { apiMethods } from './api-routes.ts'

/** The routes that the custom server answers itself; the others are files. */
const ownRoutes = [
  ['/api/health', ['GET']],
  ['/api/ready', ['GET']],
  ['/api/jobs/[id]/files/[name]', ['GET']],
] as const

const handled = /^export const (GET|POST|PUT|PATCH|DELETE)\b/gm

const routeFiles = readdirSync('app/api', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('route.ts'))
  .map((file) => {
    const source = readFileSync(join('app/api', file), 'utf8')
    const methods = [...source.matchAll(handled)].map(([, method = '']) => method)
    return [`/api/${file.replace(/\/?route\.ts$/, '')}`, methods] as const
  })

test.each([...routeFiles, ...ownRoutes])('%s takes exactly what its handler does', (path, methods) => {
  const expected = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  expect([...(apiMethods(path.replaceAll(/\[\w+\]/g, 'x')) ?? [])].sort()).toEqual([...expected].sort())
})

test('nothing stands in the table that has no handler', () => {
  const source = readFileSync('server/http/api-routes.ts', 'utf8')
  const listed = [...source.matchAll(/^ {2}'(\/api[^']*)'/gm)].map(([, path = '']) => path)
  expect(listed.sort()).toEqual([...routeFiles, ...ownRoutes].map(([path]) => path).sort())
})

test.each([
  ['/api', undefined],
  ['/api/', undefined],
  ['/api/nothing', undefined],
  ['/api/jobs/mail:1/nothing', undefined],
  ['/api/jobs//retry', undefined],
  ['/api/jobs/mail:1/files', undefined],
  ['/api/jobs/constructor/toString', undefined],
  ['/api/jobs/', ['POST']],
  ['/api/jobs/batch', ['POST']],
  ['/api/jobs/..%2f..%2fx', ['GET', 'HEAD', 'DELETE']],
  ['/api/schedules/next-runs', ['GET', 'HEAD']],
])('%s takes %j', (path, methods) => {
  expect(apiMethods(path)).toEqual(methods)
})
