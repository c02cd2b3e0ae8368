import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../scripts/launcher/project-root.mjs'
import { readResults } from './tables/bench-results.ts'
import { fillTables } from './tables/fill-tables.ts'

/** Writes what was measured last into docs/performance.md. */
const page = join(projectRoot, 'docs', 'performance.md')
await writeFile(page, fillTables(await readFile(page, 'utf8'), await readResults()))
