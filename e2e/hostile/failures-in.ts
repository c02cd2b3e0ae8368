/** What the server itself thought was a bug: entries of pino's level `error` and above, and what Next writes on its own. */
export const failuresIn = (logs: string): string[] =>
  logs.split('\n').filter((line) => /"level":[56]0|⨯|^\w*Error:/.test(line))
