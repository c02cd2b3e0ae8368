/** Something the person at the terminal can mend: its message is printed as it stands, without a stack. */
export class LaunchError extends Error {
  name = 'LaunchError'
}
