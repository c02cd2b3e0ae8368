/** The frames of a stack, as one line each. */
export interface StackFrames {
  /** Of code that is neither Node's nor a package's. */
  own: string[]
  all: string[]
}

/** Beginning further in than a message does: `at` may be a word of one. */
const frame = /^\s+at\s/
const foreign = /node_modules|\(node:|at node:|<anonymous>|native code/

/** What a stack says beside the message it begins with. */
export function stackFrames(stack: string): StackFrames {
  const all = stack
    .split('\n')
    .filter((line) => frame.test(line))
    .map((line) => line.trim())
  return { own: all.filter((line) => !foreign.test(line)), all }
}
