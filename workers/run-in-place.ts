import type { AnyJobDefinition, JobContext } from '#core/define-job.ts'
import type { JobCode } from './job-code.ts'
import type { JobFileWriter } from './job-file-writer.ts'
import { runDefinition } from './run-definition.ts'

/** What a job is given beside its voice. */
export interface InPlaceContext
  extends Pick<JobContext<string>, 'id' | 'attempt' | 'signal' | 'once' | 'children' | 'env'> {
  /** The stored input. */
  data: unknown
  files: JobFileWriter
}

/** Runs a definition in this process, beside all others. */
export function runInPlace(definition: AnyJobDefinition, { data, files, ...given }: InPlaceContext): JobCode {
  return {
    written: files.written,
    run: ({ stage, progress, log }) =>
      runDefinition(definition, data, { ...given, files: files.files, stage: (name) => stage(name), progress, log }),
  }
}
