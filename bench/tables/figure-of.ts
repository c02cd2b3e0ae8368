import { spreadOf } from '../measure/spread.ts'
import { figure } from './markdown-table.ts'

/** What several runs gave: the median, and in brackets how far they are apart, where one can tell them apart. */
export function figureOf(values: readonly number[]): string {
  const { median, min, max } = spreadOf(values)
  const [least, most] = [figure(min), figure(max)]
  return least === most ? figure(median) : `${figure(median)} (${least}–${most})`
}
