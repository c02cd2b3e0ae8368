import { everywhere } from '#words/everywhere.ts'
import type { en } from './en/en.ts'

/** Everything a language has to say; one that lacks a sentence does not compile. */
export type Words = typeof en

/** The words every page needs. Those of one screen stand in a file of their own (`#words/schedules.ts`), and are loaded with that screen. */
export const words: Words['everywhere'] = everywhere
