import { tokens } from './en/tokens.ts'

/** The words of the page of programs' tokens, which no other page loads. */
export const tokensWords: typeof tokens = tokens
