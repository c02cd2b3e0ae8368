import { register } from 'tsx/esm/api'

// Starts an isolate from the sources, in development and in tests: a thread does not take over the loader of its process.
register()
await import('./main.ts')
