import { BadRequestError } from '#core/errors.ts'

/** How much structure a JSON text may have. */
export interface JsonLimits {
  levels: number
  /** Values and field names together. */
  items: number
}

/** An object or a list that is not closed yet. */
interface Open {
  /** The field names of an object; a list has none. */
  names?: Set<string>
  /** The name whose value comes next. */
  name?: string
  /** The name this object is the value of. */
  under?: string
}

const shownName = (name: string) => JSON.stringify(name.slice(0, 60))

/**
 * Looks through a JSON text before it is parsed, in one pass and without recursion, for what `JSON.parse` takes and the code behind it
 * cannot bear: nesting and numbers of items without end, names that reach into prototypes, one name twice, numbers that would change,
 * half characters. What is no JSON is left to `JSON.parse` to say. Throws `BadRequestError`.
 */
export function scanJson(text: string, limits: JsonLimits): void {
  const open: Open[] = []
  let items = 0
  const count = () => {
    items += 1
    if (items > limits.items) throw tooMany(limits.items)
  }
  for (let at = 0; at < text.length; ) {
    const char = text.charAt(at)
    const inside = open.at(-1)
    if (char === '"') {
      const end = endOfString(text, at)
      const isName = inside?.names !== undefined && inside.name === undefined
      const value = readString(text.slice(at, end))
      if (isName) takeName(inside, value)
      count()
      at = end
    } else if (char === '{' || char === '[') {
      if (open.length >= limits.levels) throw tooDeep(limits.levels)
      open.push({ names: char === '{' ? new Set() : undefined, under: inside?.name })
      count()
      at += 1
    } else if (char === '}' || char === ']') {
      open.pop()
      at += 1
    } else if (char === ',') {
      if (inside) inside.name = undefined
      at += 1
    } else if (char === ':' || isSpace(char)) {
      at += 1
    } else {
      const end = endOfWord(text, at)
      requireExactNumber(text.slice(at, end))
      count()
      at = end
    }
  }
}

function takeName(object: Open, name: string): void {
  const reaches = name === '__proto__' || (name === 'prototype' && object.under === 'constructor')
  if (reaches) throw new BadRequestError('forbidden_key', `A field may not be named ${shownName(name)}.`, name)
  if (object.names?.has(name)) {
    const shown = shownName(name)
    throw new BadRequestError('duplicate_key', `The field ${shown} is there twice. Which one is meant? Send it once.`)
  }
  object.names?.add(name)
  object.name = name
}

/** Only a text with escapes has to be read to be known; one that cannot be read is no JSON. */
function readString(token: string): string {
  if (!token.includes('\\')) return token.slice(1, -1)
  let value: unknown
  try {
    value = JSON.parse(token)
  } catch {
    return token // as above: JSON.parse says of the whole text what is wrong with it
  }
  if (typeof value === 'string' && !value.isWellFormed()) {
    throw new BadRequestError('text_not_well_formed', 'A text holds half of a character (a lone surrogate).')
  }
  return String(value)
}

/** A number that JavaScript would keep as another one is refused rather than changed. */
function requireExactNumber(word: string): void {
  if (!/^-?\d/.test(word)) return
  const value = Number(word)
  const changes = Object.is(value, -0) || (/^-?\d+$/.test(word) && !Number.isSafeInteger(value))
  if (Math.abs(value) === Number.POSITIVE_INFINITY || changes) {
    const shown = word.length > 30 ? `${word.slice(0, 30)}…` : word
    throw new BadRequestError('number_range', `The number ${shown} cannot be kept exactly. Send it as a text.`)
  }
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0
    while (text[end - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return end + 1
  }
  return text.length
}

function endOfWord(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && !'"{}[],:'.includes(text.charAt(end)) && !isSpace(text.charAt(end))) end += 1
  return end
}

const isSpace = (char: string) => char === ' ' || char === '\n' || char === '\t' || char === '\r'

const tooDeep = (levels: number) =>
  new BadRequestError('too_deep', `What was sent is nested more than ${levels} levels deep.`)

const tooMany = (items: number) =>
  new BadRequestError('too_many_items', `What was sent holds more than ${items} values and fields. Send it in parts.`)
