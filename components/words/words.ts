import { en } from './en.ts'

/** Everything a language has to say; one that lacks a sentence does not compile. */
export type Words = typeof en

/** The words of this Waybill. There is one language so far. */
export const words: Words = en
