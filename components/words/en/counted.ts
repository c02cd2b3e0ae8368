const plural = new Intl.PluralRules('en')

/** `3 rows`: a number as it is to be shown, and the word that goes with it. */
export const counted = (count: string, n: number, one: string, other: string): string =>
  `${count} ${plural.select(n) === 'one' ? one : other}`
