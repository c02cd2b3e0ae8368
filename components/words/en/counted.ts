const plural = new Intl.PluralRules('en')

/** `1 job`, `1,204 jobs`: `count` as it is to be shown, `n` to choose the form of the noun by. */
export const counted = (count: string, n: number, one: string, other: string): string =>
  `${count} ${plural.select(n) === 'one' ? one : other}`
