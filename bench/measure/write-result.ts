import { mkdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../scripts/launcher/project-root.mjs'

/** Where and when something was measured. */
export interface Measured {
  at: string
  node: string
  cores: number
  processor: string
}

export const resultFile = (name: string): string => join(projectRoot, 'bench', 'results', `${name}.json`)

/** Writes what was measured to `bench/results`, where the tables of the documentation are made from. */
export async function writeResult(name: string, result: object): Promise<void> {
  const [cpu] = cpus()
  const measured: Measured = {
    at: new Date().toISOString(),
    node: process.version,
    cores: cpus().length,
    processor: cpu?.model ?? 'unknown',
  }
  await mkdir(join(projectRoot, 'bench', 'results'), { recursive: true })
  await writeFile(resultFile(name), `${JSON.stringify({ ...measured, ...result }, rounded, 2)}\n`)
}

// More digits than a measurement has only make two results harder to compare.
const rounded = (_key: string, value: unknown) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value
