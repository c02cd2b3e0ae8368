import { z } from 'zod'

/** What a job knows of the schedule that made it. */
export const scheduleLinkSchema = z.object({ id: z.string(), name: z.string() })
export type ScheduleLink = z.infer<typeof scheduleLinkSchema>
