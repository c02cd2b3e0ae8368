import type { Principal } from '#core/principal.ts'
import { createFileRights } from '#server/auth/file-rights.ts'
import type { Services } from '../services.ts'

/** What commands that make jobs work with, for one person: their own files and no others. */
export const submitServices = (services: Services, principal: Principal) => ({
  ...services,
  rights: createFileRights(services, principal),
})
