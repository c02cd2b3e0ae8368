import { buildWhenChanged } from './launcher/build-when-changed.mjs'
import { launch } from './launcher/launch.mjs'
import { projectRoot } from './launcher/project-root.mjs'
import { runEntry } from './launcher/run-entry.mjs'

const start = (context) =>
  launch({
    ...context,
    root: projectRoot,
    mode: 'production',
    prepare: buildWhenChanged,
    argsOf: (name) => ['--enable-source-maps', `dist/${name}.mjs`],
  })

await runEntry(start, { whenStopped: 0 })
