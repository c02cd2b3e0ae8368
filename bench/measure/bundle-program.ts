import { join } from 'node:path'
import { build } from 'esbuild'
import { projectRoot } from '../../scripts/launcher/project-root.mjs'

const bundled = new Map<string, Promise<string>>()

/** Makes one plain file of a program of `bench/`, as the product is built: a loader would start slowly and be measured as well. */
export function bundleProgram(program: string): Promise<string> {
  const known = bundled.get(program)
  if (known) return known
  const outfile = join(projectRoot, '.cache', 'bench', program.replace(/\.ts$/, '.mjs'))
  const made = build({
    absWorkingDir: projectRoot,
    entryPoints: [join('bench', program)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    logLevel: 'warning',
  }).then(() => outfile)
  bundled.set(program, made)
  return made
}
