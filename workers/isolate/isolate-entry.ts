const isBundled = !import.meta.url.endsWith('.ts')

/** The program of an isolate: beside the bundle of the worker process, or among the sources. */
export const isolateEntry = new URL(isBundled ? './isolate.mjs' : './start-from-source.mjs', import.meta.url)
