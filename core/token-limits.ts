/** The longest a program's token works. */
export const longestTokenSeconds = 365 * 24 * 60 * 60

/** How many somebody may have at a time. */
export const maxTokens = 50
