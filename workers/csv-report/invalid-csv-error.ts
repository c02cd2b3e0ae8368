/** The file cannot be read as CSV. Another attempt reads the same bytes, so it cannot help. */
export class InvalidCsvError extends Error {
  override readonly name = 'InvalidCsvError'
  /** `line` and `column` count from 1; the column is the field of the line. */
  constructor(
    problem: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(`Line ${line}, column ${column}: ${problem}`)
  }
}
