import type { Ownership } from '#server/auth/ownership.ts'
import { scheduleOf } from './schedule-record.ts'
import type { ScheduleStore } from './schedule-store.ts'

interface NoteServices {
  schedules: Pick<ScheduleStore, 'get' | 'template'>
  ownership: Pick<Ownership, 'noteRuns'>
}

/** Puts the planned run of a schedule on its maker's list, and `begun` ones: BullMQ adds them, and knows no owners. */
export async function noteRuns(
  { schedules, ownership }: NoteServices,
  id: string,
  begun: readonly string[] = [],
): Promise<void> {
  const [known, template] = await Promise.all([schedules.get(id), schedules.template(id)])
  if (!known) return
  const planned = scheduleOf(known).nextRun?.id
  const runs = planned === undefined ? begun : [...begun, planned]
  await ownership.noteRuns(template?.options.waybill.owner, known.record, runs)
}
