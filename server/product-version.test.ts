import { expect, test } from 'vitest'
import { productVersion } from './product-version.ts'

test('the version is the one of the package', async () => {
  expect(await productVersion()).toMatch(/^\d+\.\d+\.\d+/)
})
