import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const redisTests = ['**/*.redis.test.ts']
const domTests = ['**/*.dom.test.ts', '**/*.dom.test.tsx']
const elsewhere = ['node_modules/**', '.next/**', '.cache/**', '.data/**', 'dist/**', 'e2e/**']

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // Most of them wait for Redis, and not for a processor.
    maxWorkers: 3,
    // Hardly anything here works while it is imported or keeps state in a module, so files share the modules they import. A test of such state
    // imports it afresh.
    isolate: false,
    // A spy that is left behind would tell of it in the next file.
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['**/*.test.ts'], exclude: [...elsewhere, ...redisTests, ...domTests] },
      },
      {
        extends: true,
        test: {
          name: 'redis',
          include: redisTests,
          exclude: elsewhere,
          globalSetup: './scripts/vitest/redis-for-tests.mjs',
        },
      },
      {
        extends: true,
        test: { name: 'chaos', include: ['e2e/chaos/*.test.ts'], testTimeout: 120_000, maxConcurrency: 2 },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'dom',
          include: domTests,
          exclude: elsewhere,
          environment: 'jsdom',
          setupFiles: './scripts/vitest/dom-setup.ts',
        },
      },
    ],
  },
})
