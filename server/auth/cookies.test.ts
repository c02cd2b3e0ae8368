import { expect, test } from 'vitest'
import { cookieNames, readCookie, setCookie } from './cookies.ts'

test('a cookie is found by its whole name', () => {
  const header = 'a=1; waybill-3000-x=2;waybill-3000=abc ; b="q"; waybill-3000=later'
  expect(readCookie(header, 'waybill-3000')).toBe('abc')
  expect(readCookie(header, 'b')).toBe('"q"')
  expect(readCookie(header, 'waybill')).toBeUndefined()
  expect(readCookie(undefined, 'a')).toBeUndefined()
  expect(readCookie(';;=;', '')).toBeUndefined()
})

test('no script can read a cookie of ours, and over https no other host can set it', () => {
  const secure = cookieNames({ isSecure: true, port: 443 })
  expect(setCookie(secure.session, 'v', { isSecure: true, seconds: 60 })).toBe(
    '__Host-waybill=v; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure',
  )
  const plain = cookieNames({ isSecure: false, port: 3001 })
  expect(setCookie(plain.session, 'v', { isSecure: false, seconds: 60 })).toBe(
    'waybill-3001=v; Path=/; HttpOnly; SameSite=Lax; Max-Age=60',
  )
  expect(plain.visitor).not.toBe(plain.session)
})
