import { checkNode } from './launcher/check-node.mjs'
import { checkSteps, runVitest } from './launcher/check-steps.mjs'
import { installPackages } from './launcher/install-packages.mjs'
import { projectRoot } from './launcher/project-root.mjs'
import { runEntry } from './launcher/run-entry.mjs'
import { runSteps } from './launcher/run-steps.mjs'

await runEntry(async ({ say, signal }) => {
  const context = { root: projectRoot, say, signal }
  checkNode()
  await installPackages(context)
  const unit = () => runVitest(context, ['--project', 'unit', '--reporter', 'dot'])
  await runSteps([...checkSteps(context), ['unit tests', unit]], context)
})
