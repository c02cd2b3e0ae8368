import { z } from 'zod'
import { roles, signInModes } from '#core/principal.ts'

/** Who has proved who they are, as it is stored. See `Proven`. */
export const provenSchema = z.object({
  principal: z.object({ id: z.string(), role: z.enum(roles), name: z.string().optional(), mode: z.enum(signInModes) }),
  stamp: z.string(),
})
