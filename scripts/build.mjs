import { buildWhenChanged } from './launcher/build-when-changed.mjs'
import { checkNode } from './launcher/check-node.mjs'
import { installPackages } from './launcher/install-packages.mjs'
import { projectRoot } from './launcher/project-root.mjs'
import { runEntry } from './launcher/run-entry.mjs'

await runEntry(async ({ say, signal }) => {
  const context = { root: projectRoot, say, signal }
  checkNode()
  await installPackages(context)
  await buildWhenChanged({ ...context, always: true })
})
