import type { z } from 'zod'
import { ChildFileError } from '#core/flow-errors.ts'
import type { ChildOutcome, JobChildren } from '#core/job-children.ts'
import type { DataPaths } from '#server/store/data-paths.ts'
import { openJobFile } from '#server/store/job-files.ts'
import type { ChildCalls } from './child-calls.ts'

/** The children of a job as its code sees them, wherever it runs: what needs Redis is asked for, files are read from the disk. */
export function createJobChildren(calls: ChildCalls, paths: DataPaths): JobChildren {
  async function results<Result>(schema?: z.ZodType<Result>): Promise<ChildOutcome<Result>[]> {
    return (await calls.results()).map((child) =>
      // Without a schema the caller has been told that nobody knows what it is.
      child.state === 'success'
        ? { ...child, result: schema ? schema.parse(child.result) : (child.result as Result) }
        : child,
    )
  }

  return {
    list: () => calls.list(),
    results,
    async open(childId, fileName) {
      const made = await calls.find(childId, fileName)
      const file = made && (await openJobFile(paths, made, fileName))
      if (!file) throw new ChildFileError(childId, fileName)
      return file.createReadStream({ highWaterMark: 256 * 1024 })
    },
    add: (key, child) => calls.add(key, child),
    wait: () => calls.wait(),
  }
}
