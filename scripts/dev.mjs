import { launch } from './launcher/launch.mjs'
import { projectRoot } from './launcher/project-root.mjs'
import { runEntry } from './launcher/run-entry.mjs'
import { watchSources } from './launcher/watch-sources.mjs'
import { writeCatalogue } from './launcher/write-catalogue.mjs'

const mains = { web: 'server/main.ts', worker: 'workers/main.ts' }

// Not `tsx watch`: it neither passes on that its child is ready nor ends when we are killed. What the browser gets is
// replaced in place by Next; a change below it starts both processes anew, the catalogue first.
const dev = (context) =>
  launch({
    ...context,
    root: projectRoot,
    mode: 'development',
    prepare: ({ root }) => writeCatalogue(root),
    argsOf: (name) => ['--import', 'tsx', mains[name]],
    whileRunning(processes) {
      const regenerate = () => writeCatalogue(projectRoot).catch((error) => context.say(error.message))
      const watcher = watchSources({
        root: projectRoot,
        folders: ['core', 'server', 'workers'],
        onChange: async () => {
          await regenerate()
          context.say('The sources changed: starting web and worker anew.')
          for (const process of processes) process.replace()
        },
      })
      return () => watcher.close()
    },
  })

await runEntry(dev, { whenStopped: 0 })
