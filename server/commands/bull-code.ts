/** The code one of BullMQ's scripts refused with, if it did: its errors carry it. */
export const bullCode = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined
