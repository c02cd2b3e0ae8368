import type { Job } from '#core/job.ts'

/** The jobs that are in a view somebody watches, as the tail has led them. */
export class WatchedJobs {
  private readonly known = new Map<string, Job>()
  private readonly owners = new Map<string, string>()

  /** For looking only. */
  get all(): ReadonlyMap<string, Job> {
    return this.known
  }

  get(id: string): Job | undefined {
    return this.known.get(id)
  }

  /** Who submitted it, as far as that is proven. */
  ownerOf(id: string): string | undefined {
    return this.owners.get(id)
  }

  keep(job: Job, owner: string | undefined): void {
    this.known.set(job.id, job)
    if (owner !== undefined) this.owners.set(job.id, owner)
  }

  forget(id: string): void {
    this.known.delete(id)
    this.owners.delete(id)
  }
}
