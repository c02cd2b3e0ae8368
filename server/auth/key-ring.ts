import { hkdfSync } from 'node:crypto'

/** Makes keys of one secret, each good for one purpose only. */
export interface KeyRing {
  /** What new things are made with comes first; the others are still accepted. */
  keysFor(purpose: KeyPurpose): readonly [current: Buffer, ...older: Buffer[]]
}

/** One purpose, one key: what is found out about one says nothing about the others. */
export type KeyPurpose = 'job owner' | 'job link'

/** The bytes of a root secret, and of every key made of it. */
export const keyBytes = 32

/** The keys of one purpose, for a process that has no use for any other; of the roots it keeps nothing. */
export function onlyKeysFor(purpose: KeyPurpose, roots: readonly [Buffer, ...Buffer[]]): KeyRing {
  const keys = createKeyRing(roots).keysFor(purpose)
  return {
    keysFor(asked) {
      if (asked !== purpose) throw new Error(`This process has keys for "${purpose}" only, not for "${asked}".`)
      return keys
    },
  }
}

export function createKeyRing(roots: readonly [Buffer, ...Buffer[]]): KeyRing {
  const made = new Map<KeyPurpose, readonly [Buffer, ...Buffer[]]>()
  const keyOf = (root: Buffer, purpose: KeyPurpose) =>
    Buffer.from(hkdfSync('sha256', root, '', `waybill ${purpose}`, keyBytes))
  return {
    keysFor(purpose) {
      const known = made.get(purpose)
      if (known) return known
      const [current, ...older] = roots
      const keys = [keyOf(current, purpose), ...older.map((root) => keyOf(root, purpose))] as const
      made.set(purpose, keys)
      return keys
    },
  }
}
