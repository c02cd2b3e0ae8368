import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Mutation } from './mutations.ts'
import type { StackOptions } from './stack.ts'

/** Breaks the product on purpose, in copies, and resolves to 0 when the scenario of each notices. */
export async function runMutations(
  mutations: readonly Mutation[],
  { root, redisCommand }: StackOptions,
): Promise<number> {
  const survivors: string[] = []
  for (const mutation of mutations) {
    const dir = join(root, '.cache/chaos-mutation')
    await bundle(root, dir, mutation)
    const { code, output } = await runScenario(root, dir, mutation.scenario, redisCommand)
    const broken = output.split('\n').find((line) => line.includes('BROKEN'))
    const isCaught = code === 1 && broken !== undefined
    console.log(
      `${isCaught ? '✓' : '✗'} ${mutation.name}: ${mutation.scenario} ${isCaught ? 'noticed' : 'DID NOT NOTICE'}`,
    )
    console.log(broken?.slice(0, 300) ?? output)
    if (!isCaught) survivors.push(mutation.name)
    await rm(dir, { recursive: true, force: true })
  }
  return survivors.length === 0 ? 0 : 1
}

/** Both the web process and the model browsers are made of the broken source. */
async function bundle(root: string, dir: string, { file, find, replace }: Mutation): Promise<void> {
  const path = join(root, file)
  const source = await readFile(path, 'utf8')
  if (!source.includes(find)) throw new Error(`${file} no longer says "${find}": bring the mutation up to date.`)
  await build({
    absWorkingDir: root,
    entryPoints: { web: 'server/main.ts', chaos: 'e2e/chaos/main.ts' },
    outdir: dir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    logLevel: 'silent',
    plugins: [
      {
        name: 'mutation',
        setup({ onLoad }) {
          onLoad({ filter: /\.ts$/ }, ({ path: loaded }) =>
            loaded === path ? { contents: source.replace(find, replace), loader: 'ts' } : undefined,
          )
        },
      },
    ],
  })
}

async function runScenario(root: string, dir: string, scenario: string, redis: string) {
  const env = { ...process.env, CHAOS_REDIS: redis, CHAOS_WEB_PROGRAM: join(dir, 'web.mjs') }
  const args = [join(dir, 'chaos.mjs'), '--only', scenario]
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output }
}
