import type { LinkHolder, LinkScope } from './job-link.ts'
import type { Principal, Role } from './principal.ts'

/** How far a right goes: over everything, over what one submitted or sent oneself, or not at all. */
type Reach = 'any' | 'own' | 'none'

const everybody = { submitter: 'any', viewer: 'any', operator: 'any', admin: 'any' } as const
const submitters = { submitter: 'any', viewer: 'none', operator: 'any', admin: 'any' } as const
const watchers = { submitter: 'none', viewer: 'any', operator: 'any', admin: 'any' } as const
const operators = { submitter: 'none', viewer: 'none', operator: 'any', admin: 'any' } as const
const admins = { submitter: 'none', viewer: 'none', operator: 'none', admin: 'any' } as const

/** Who may do what. An action without a row does not exist, a row without a role does not compile. */
const reaches = {
  'type.view': everybody,
  'job.submit': submitters,
  /** How it fares: all that a link to a job may show. */
  'job.follow': { submitter: 'own', viewer: 'any', operator: 'any', admin: 'any' },
  /** Its attempts, its log and its children. */
  'job.view': { submitter: 'own', viewer: 'any', operator: 'any', admin: 'any' },
  /** What went in and what came out, files too: a viewer sees how jobs fare, not what is in them. */
  'job.input.view': { submitter: 'own', viewer: 'none', operator: 'any', admin: 'any' },
  'job.result.view': { submitter: 'own', viewer: 'none', operator: 'any', admin: 'any' },
  'job.cancel': { submitter: 'own', viewer: 'none', operator: 'any', admin: 'any' },
  /** A new job from an old one with another input: a submit, which needs what the old one was given. */
  'job.repeat': { submitter: 'own', viewer: 'none', operator: 'any', admin: 'any' },
  /** To put an uploaded file into a job. */
  'upload.use': { submitter: 'own', viewer: 'none', operator: 'any', admin: 'any' },
  'job.share': { submitter: 'own', viewer: 'none', operator: 'any', admin: 'any' },
  /** Gives a job all its attempts again, beyond what its type allows; who submits one repeats it, as a job of its own that is counted. */
  'job.retry': operators,
  'job.promote': operators,
  'job.remove': operators,
  'job.pin': operators,
  'board.view-all': watchers,
  'ops.view': operators,
  'schedule.view': operators,
  'schedule.change': operators,
  'schedule.run': operators,
  'queue.pause': operators,
  'queue.drain': operators,
  'audit.view': admins,
  'user.manage': admins,
} as const satisfies Record<string, Record<Role, Reach>>

export type Action = keyof typeof reaches
/** Everything that can be asked for. */
export const actions = Object.keys(reaches) as Action[] // the keys of a constant

/** All that a link can ever allow. */
export type LinkAction = 'job.follow' | 'job.result.view'

/** What a link allows with its own job; with anything else it allows nothing. */
const linkActions: ReadonlyMap<LinkScope, readonly Action[]> = new Map<LinkScope, readonly LinkAction[]>([
  ['view', ['job.follow']],
  ['view+download', ['job.follow', 'job.result.view']],
])

/** Who asks for something: a person or a program, or whoever holds a link to one job. */
export type Requester = Principal | LinkHolder

/** What an action is about. The owner of what nobody can prove to have submitted or sent is unknown. */
export type Resource =
  | { kind: 'none' }
  | { kind: 'queue'; queue: string }
  | { kind: 'job'; owner: string | undefined; id?: string }
  | { kind: 'upload'; owner: string | undefined }

const nothing: Resource = { kind: 'none' }

/** Whether somebody may do something. The only code that decides; what it does not know is refused. */
export function can(who: Requester | undefined, action: Action, resource: Resource = nothing): boolean {
  if (!who) return false
  if ('link' in who) {
    const isItsJob = resource.kind === 'job' && resource.id === who.link.job
    return isItsJob && (linkActions.get(who.link.scope)?.includes(action) ?? false)
  }
  const reach: Reach | undefined = reaches[action]?.[who.role]
  if (reach === 'any') return true
  return reach === 'own' && 'owner' in resource && resource.owner === who.id
}
