import { hashTag } from './redis-cluster.ts'

/**
 * A key of our own, beside those of BullMQ that begin with `base`. All of a base share a slot of a cluster, so that one step can change
 * several; where the base has a hash tag, which Redis Cluster needs, it is the slot of BullMQ's own keys.
 */
export const ownKey = (base: string, name: string): string => `waybill:{${hashTag(base)}}:${base}:${name}`
