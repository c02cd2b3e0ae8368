/**
 * About `bytes` of a table as an application exports it: ten columns, half of them with nearly as many different values as
 * rows. The same on every machine.
 */
export function* exportedTable(bytes: number): Generator<string> {
  const random = xorshift(12_345)
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? ''
  yield 'id,created_at,country,plan,quantity,price,email,active,comment,score\n'
  for (let id = 1, written = 0; written < bytes; ) {
    let text = ''
    for (const end = id + 1_000; id < end; id++) {
      const created = new Date(1_600_000_000_000 + id * 1_000).toISOString()
      const email = `user${Math.floor(random() * 1_000_000)}@example.com`
      const score = (random() + random() + random()).toFixed(6)
      text += `${id},${created},${pick(countries)},${pick(plans)},${Math.floor(random() * 50)},${(random() * 1_000).toFixed(2)},`
      text += `${email},${random() < 0.5},${pick(comments)},${score}\n`
    }
    written += text.length
    yield text
  }
}

const countries = ['Austria', 'Brazil', 'Canada', 'Denmark', 'Egypt', 'France', 'Ghana', 'Hungary']
const plans = ['free', 'team', 'enterprise']
const comments = ['', 'no complaints so far', '"asked ""why?"", twice"']

/** Marsaglia's xorshift, so that two runs measure the same file. */
function xorshift(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
