import { join } from 'node:path'
import { z } from 'zod'
import { roles } from '#core/principal.ts'
import { createFileReader } from './file-reader.ts'

const userSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9._@-]{0,63}$/),
  role: z.enum(roles),
  /** See `verifyPassword`. */
  password: z.string(),
})
export type User = z.infer<typeof userSchema>

const usersFileSchema = z.strictObject({ v: z.literal(1), users: z.array(userSchema).max(10_000) })

/** The people who may sign in by a password. */
export interface Users {
  find(name: string): Promise<User | undefined>
}

/** Reads the file `users.json` of the data directory, which `npm run users` writes; what it says counts at once. */
export function createUsers(dataDir: string): Users {
  const read = createFileReader(join(dataDir, 'users.json'), (text) => {
    const { users } = usersFileSchema.parse(JSON.parse(text))
    return new Map(users.map((user) => [user.name, user]))
  })
  return { find: async (name) => (await read())?.get(name) }
}
