'use client'

import type { ScheduleBook } from '#core/schedule.ts'
import type { View } from '#core/view.ts'
import type { LiveWatch } from './live-watch.ts'
import { type LiveWhole, useWhole } from './use-whole.ts'

const view: View = { kind: 'schedules' }
const schedulesOf = (watch: LiveWatch) => watch.schedules

/** Watches the schedules. */
export const useSchedules = (): LiveWhole<ScheduleBook> => useWhole(view, schedulesOf)
