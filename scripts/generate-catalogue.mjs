import { projectRoot } from './launcher/project-root.mjs'
import { runEntry } from './launcher/run-entry.mjs'
import { checkCatalogue, writeCatalogue } from './launcher/write-catalogue.mjs'

await runEntry(async ({ say }) => {
  if (process.argv.includes('--check')) return checkCatalogue(projectRoot)
  for (const path of await writeCatalogue(projectRoot)) say(`${path} is written.`)
})
