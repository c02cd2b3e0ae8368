import { expect, test } from 'vitest'
import { testConnection, testPrefix } from '#server/testing/test-redis.ts'
import { createSignInThrottle } from './sign-in-throttle.ts'

test('one customer has a whole /64 of addresses, and is one sender', async () => {
  const redis = await testConnection()
  const throttle = createSignInThrottle(redis, testPrefix(redis))
  for (let i = 1; i <= 5; i += 1) await throttle.begin('ada', `2001:db8::${i}`)
  await expect(throttle.begin('ada', '2001:db8::99')).rejects.toMatchObject({ code: 'too_many_sign_ins' })
  await throttle.begin('ada', '2001:db8:0:1::1')
  await throttle.succeeded('ada', '2001:db8::7')
  await throttle.begin('ada', '2001:db8::99')
})
