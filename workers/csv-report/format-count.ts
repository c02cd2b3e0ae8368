/** A count with its noun: `1 row`, `1,461 rows`. */
export const formatCount = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
