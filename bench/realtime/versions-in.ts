const mark = '"version":"'

/** The stream ids of all events in a message, whatever else is in it: reading only these leaves the processor to the server. */
export function* versionsIn(message: string): Generator<string> {
  for (let at = message.indexOf(mark); at >= 0; at = message.indexOf(mark, at)) {
    const from = at + mark.length
    at = message.indexOf('"', from)
    if (at < 0) return
    yield message.slice(from, at)
  }
}
