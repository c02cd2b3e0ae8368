const conjunction = new Intl.ListFormat('en', { type: 'conjunction' })
const disjunction = new Intl.ListFormat('en', { type: 'disjunction' })

/** `a, b, and c` */
export const allOf = (items: readonly string[]): string => conjunction.format(items)

/** `a, b, or c` */
export const eitherOf = (items: readonly string[]): string => disjunction.format(items)
