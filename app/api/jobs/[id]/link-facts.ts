import type { JobLink, LinkFacts } from '#core/job-link.ts'
import { catalogue } from '#workers/catalogue.gen.ts'

/** What whoever holds a link is told of it, and of the job's type: nothing else says to them what its stages are called. */
export function linkFacts({ scope, expiresAt }: JobLink, type: string): LinkFacts {
  const definition = catalogue.get(type)
  return {
    scope,
    expiresAt: new Date(expiresAt).toISOString(),
    title: definition?.title ?? type,
    stages: Object.entries<string>(definition?.stages ?? {}).map(([name, label]) => ({ name, label })),
  }
}
