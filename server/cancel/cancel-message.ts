import { z } from 'zod'

/** What is published when somebody asks for the end of a running job. */
export const cancelMessageSchema = z.object({ queue: z.string(), id: z.string(), attempt: z.number(), at: z.number() })
export type CancelMessage = z.infer<typeof cancelMessageSchema>

/** Every worker process listens on it. Two Waybills with different prefixes on one Redis do not hear each other. */
export const cancelChannel = (prefix: string): string => `waybill:${prefix}:cancel`
