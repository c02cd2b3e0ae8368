import { ownKey } from '#server/own-key.ts'

/** How long after its removal a job is on the list of those whose files are to go, in milliseconds. */
export const goneListMs = 24 * 60 * 60 * 1000

/**
 * Where Waybill keeps what BullMQ has no place for, beside a queue and in its slot of a cluster. `due`: when finished jobs have to go.
 * `gone`: those that went lately, so that every node removes their files. `tombstone:<id>`: what is still known of one.
 */
export function retentionKeys(prefix: string, queue: string) {
  const keyOf = (name: string) => ownKey(`${prefix}:${queue}`, name)
  return { due: keyOf('due'), gone: keyOf('gone'), tombstones: keyOf('tombstone:') }
}
