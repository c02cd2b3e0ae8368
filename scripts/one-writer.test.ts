import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from './launcher/project-root.mjs'

const folders = ['app', 'components', 'core', 'server', 'workers']

const sources = folders
  .flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|testing/.test(file))

const filesWith = (pattern: RegExp) =>
  sources.filter((file) => pattern.test(readFileSync(join(projectRoot, file), 'utf8'))).toSorted()

test('[I2] a job is changed by the fold alone, which only the bridge and the board call', () => {
  expect(filesWith(/\bapplyJobEvents?\(/)).toEqual([
    'components/live/live-watch.ts',
    'core/board.ts',
    'core/fold.ts',
    'server/bridge/bridge.ts',
  ])
})

test('[I2] what the browser shows is written by what the socket brings, and by nothing else', () => {
  expect(filesWith(/\.receive(Ack|Changes|Mark|Gone)\(/)).toEqual(['components/live/watch-session.ts'])
  expect(filesWith(/from 'socket\.io-client'/)).toEqual(['components/live/job-socket.ts'])
  expect(filesWith(/(?<![.\w])fetch\(|new XMLHttpRequest/).filter((file) => file.startsWith('components'))).toEqual([
    'components/api/ask.ts',
    'components/new-job/upload-file.ts',
  ])
})

test('[I7] no timer of the browser asks the server', () => {
  const timers = filesWith(/setInterval\(|refetchInterval|revalidate/).filter((file) => file.startsWith('components'))
  // The one that ticks moves the times on the screen and knows nothing of the server.
  expect(timers).toEqual(['components/live/ticking-clock.ts'])
  expect(readFileSync(join(projectRoot, 'components/live/ticking-clock.ts'), 'utf8')).not.toMatch(/^import/m)
})
