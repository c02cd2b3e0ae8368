import type { ChildOutcome } from '#core/job-children.ts'
import type { WebImageResult } from '#workers/web-image/web-image-result.ts'
import { folderNames } from './folder-names.ts'

/** A picture whose sizes are there, and the folder they go to. */
export interface SetImage extends WebImageResult {
  /** The job that made them. */
  job: string
  folder: string
}

export interface FailedImage {
  name: string
  error: string
}

/** What became of all pictures of a set, in the order they were given. */
export interface ImageSet {
  images: SetImage[]
  failed: FailedImage[]
}

/** Puts together what the children answered. `names` are those of the pictures, in the order of the children. */
export function gatherImages(names: readonly string[], outcomes: readonly ChildOutcome<WebImageResult>[]): ImageSet {
  const made = outcomes.flatMap((outcome) => (outcome.state === 'success' ? [outcome] : []))
  const folders = folderNames(made.map(({ result }) => result.stem))
  return {
    images: made.map(({ id, result }, i) => ({ ...result, job: id, folder: folders[i] ?? id })),
    failed: outcomes.flatMap((outcome, i) => {
      if (outcome.state === 'success') return []
      // A child that somebody removed leaves no trace, and then nobody can say which pictures the others were.
      const name = (outcomes.length === names.length && names[i]) || 'A picture'
      return [{ name, error: outcome.error.message }]
    }),
  }
}
