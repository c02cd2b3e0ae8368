'use client'

import type { Ops } from '#core/ops.ts'
import type { View } from '#core/view.ts'
import type { LiveWatch } from './live-watch.ts'
import { type LiveWhole, useWhole } from './use-whole.ts'

const view: View = { kind: 'ops' }
const opsOf = (watch: LiveWatch) => watch.ops

/** Watches queues and workers. */
export const useOps = (): LiveWhole<Ops> => useWhole(view, opsOf)
