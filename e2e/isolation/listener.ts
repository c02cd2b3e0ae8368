import type { Socket } from 'socket.io-client'
import type { View } from '../../core/view.ts'
import type { Who } from './may-see.ts'
import { watchOn } from './person.ts'
import type { World } from './world.ts'

/** What somebody watches, with a cursor that was given to somebody else. */
export interface Watching {
  who: Who
  view: 'board' | 'filtered' | 'job' | 'jobs' | 'ops' | 'schedules'
  job: number
  other: number
  withCursor: boolean
}

/** All that was said to each on their socket, whatever it was about. */
export class Listener {
  readonly heard = new Map<Who, string[]>()
  /** Whose connection was ended by the server. */
  readonly ended = new Set<Who>()
  private readonly sockets = new Map<Who, Socket>()
  private readonly cursors: unknown[] = []
  private named = 0

  constructor(private readonly world: World) {}

  /** Opens a connection, and resolves to whether it was taken. */
  async connect(who: Who): Promise<boolean> {
    const socket = this.world.as(who).connect()
    this.heard.set(who, this.heard.get(who) ?? [])
    socket.onAny((...said) => this.note(who, said))
    socket.on('disconnect', () => this.ended.add(who))
    const isTaken = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true))
      socket.once('connect_error', (error) => {
        this.note(who, error.message)
        resolve(false)
      })
    })
    if (isTaken) this.sockets.set(who, socket)
    else socket.close()
    return isTaken
  }

  async watch({ who, view, job, other, withCursor }: Watching): Promise<void> {
    const socket = this.sockets.get(who)
    if (!socket?.connected) return
    const { jobs, secrets } = this.world
    const id = jobs[job % jobs.length]?.id ?? ''
    const views: Record<Watching['view'], View> = {
      board: { kind: 'board', perState: 200 },
      filtered: { kind: 'board', perState: 50, filter: { tags: [secrets[other % secrets.length]?.text ?? 'x'] } },
      job: { kind: 'job', id, logs: true },
      jobs: { kind: 'jobs', ids: [id, jobs[other % jobs.length]?.id ?? id] },
      ops: { kind: 'ops' },
      schedules: { kind: 'schedules' },
    }
    this.named += 1
    // Forty stay open at a time; there may be fifty.
    const name = `w${this.named % 40}`
    const cursor = withCursor ? this.cursors[other % this.cursors.length] : undefined
    const request = { watch: name, view: views[view], ...(cursor !== undefined && { cursor }) }
    const ack = await watchOn(socket, request as Parameters<typeof watchOn>[1])
    if (ack.ok) this.cursors.push(ack.cursor)
    this.note(who, ack)
  }

  close(): void {
    for (const socket of this.sockets.values()) socket.close()
  }

  private note(who: Who, said: unknown): void {
    this.heard.get(who)?.push(JSON.stringify(said))
  }
}
