import { expect, test } from 'vitest'
import { createDownloadPass } from './download-pass.ts'

const token = 'v1.mail:j_1.view+download.1900000000.mac'

test('a pass is sent to the files of its job and nowhere else, by no other site, and no script can read it', () => {
  const plain = createDownloadPass({ port: 3001 })
  expect(plain.cookie('mail:j_1', token)).toBe(
    `waybill-link-3001=${token}; Path=/api/jobs/mail%3Aj_1/files/; HttpOnly; SameSite=Strict; Max-Age=300`,
  )
  expect(plain.cookie('mail:a; Path=/', token)).toContain('; Path=/api/jobs/mail%3Aa%3B%20Path%3D%2F/files/; HttpOnly')
  const secure = createDownloadPass({ publicUrl: 'https://jobs.example.com', port: 443 })
  expect(secure.cookie('mail:j_1', token)).toMatch(/^__Secure-waybill-link=.*; Secure$/)
})

test('a pass that comes back is the link it was made of', () => {
  const pass = createDownloadPass({ port: 3001 })
  expect(pass.tokenIn(() => `waybill-3001=x; waybill-link-3001=${token}`)).toBe(token)
  expect(pass.tokenIn(() => 'waybill-link-3002=x')).toBeUndefined()
  expect(pass.tokenIn(() => undefined)).toBeUndefined()
})
