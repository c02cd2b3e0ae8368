import { join } from 'node:path'

/** Bundles the web process, the worker process and what runs apart from it into one file each; packages stay in node_modules. */
export async function bundleProcesses(root) {
  // Only now: it is not there before the packages are installed.
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: { web: 'server/main.ts', worker: 'workers/main.ts', isolate: 'workers/isolate/main.ts' },
    outdir: join(root, 'dist'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    logLevel: 'silent',
  })
}
