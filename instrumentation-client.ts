import { config } from 'zod'

// Runs before everything else in the browser. Zod tries whether it may make code of text, and our content policy, which forbids it,
// reports each try as an attack.
config({ jitless: true })
