/** The environment holds something Waybill cannot start with. One line, for the person who starts it. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError'
}
