import { join } from 'node:path'
import { requireCommand } from './run-command.mjs'
import { checkCatalogue } from './write-catalogue.mjs'

/** The steps that read the sources but run nothing of them: format and lint, drift of the catalogue, types. */
export function checkSteps({ root, signal }) {
  const tool = (name, path, args) =>
    requireCommand(name, process.execPath, [join(root, 'node_modules', path), ...args], {
      cwd: root,
      signal,
      env: { NEXT_TELEMETRY_DISABLED: '1' },
    })
  return [
    ['format and lint', () => tool('biome check', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])],
    ['catalogue', () => checkCatalogue(root)],
    [
      'types',
      async () => {
        await tool('next typegen', 'next/dist/bin/next', ['typegen'])
        await tool('tsc', 'typescript/bin/tsc', ['-p', '.'])
      },
    ],
  ]
}

/** Runs vitest with its output on our terminal. */
export function runVitest({ root, signal }, args) {
  return requireCommand('vitest', process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
    cwd: root,
    signal,
    show: true,
  })
}
