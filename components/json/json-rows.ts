import { formatCount } from '#components/format/quantity.ts'
import { wordsLocale } from '#components/format/viewer-locale.ts'

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null' | 'more'

/** One line of a JSON tree. */
export interface JsonRow {
  /** The JSON pointer of the value; of a `more` row, of the value it belongs to. */
  path: string
  /** What the row goes by among the others. */
  id: string
  kind: JsonKind
  level: number
  /** Its place among its siblings, and how many of them are shown. */
  place: number
  of: number
  /** The field or the place it stands at; the outermost value has none. */
  name?: string
  text: string
  /** Undefined for what has nothing more to show. */
  isOpen?: boolean
}

export interface JsonFolds {
  /** The pointers of what is open. */
  open: ReadonlySet<string>
  /** How many children are shown, where somebody asked for more than the first ones. */
  shown: ReadonlyMap<string, number>
}

/** So many children of a value are shown at first, and so many more for each time somebody asks. */
export const childrenAtFirst = 100
export const childrenPerStep = 500

/** A longer text is shown in part until it is opened. */
const shortText = 160
/** Of a text that is opened, beyond which a browser gets slow. */
const longestText = 100_000
/** So many lines may be open before anybody has opened one. */
const rowsAtFirst = 40

/** The lines of a tree, as far as it is open. */
export function jsonRows(value: unknown, folds: JsonFolds, locale = wordsLocale): JsonRow[] {
  const rows: JsonRow[] = []
  add({ path: '', level: 1, place: 1, of: 1 }, value)
  return rows

  function add(at: Pick<JsonRow, 'path' | 'level' | 'place' | 'of' | 'name'>, item: unknown) {
    const { path, level } = at
    const isOpen = folds.open.has(path)
    const children = childrenOf(item)
    if (!children) return void rows.push({ ...at, id: path, ...leafOf(item, isOpen) })
    const kind = Array.isArray(item) ? 'array' : 'object'
    const size = formatCount(children.length, locale)
    const text = kind === 'array' ? `[ ${size} ]` : `{ ${size} }`
    rows.push({ ...at, id: path, kind, text, isOpen: children.length > 0 ? isOpen : undefined })
    if (!isOpen) return
    const shown = children.slice(0, folds.shown.get(path) ?? childrenAtFirst)
    const left = children.length - shown.length
    const of = shown.length + (left > 0 ? 1 : 0)
    for (const [index, [name, child]] of shown.entries()) {
      add({ path: `${path}/${escapePart(name)}`, level: level + 1, place: index + 1, of, name }, child)
    }
    // No pointer holds this: a tilde is written ~0 in one.
    if (left > 0)
      rows.push({
        path,
        id: `${path}~more`,
        kind: 'more',
        level: level + 1,
        place: of,
        of,
        text: formatCount(left, locale),
      })
  }
}

/** What is open before anybody has opened anything: level after level, as long as it is a screen of lines. */
export function openAtFirst(value: unknown): Set<string> {
  const open = new Set<string>()
  let count = 1
  let level: [string, unknown][] = [['', value]]
  while (level.length > 0) {
    const next: [string, unknown][] = []
    for (const [path, item] of level) {
      const children = childrenOf(item) ?? []
      if (children.length === 0 || (path !== '' && count + children.length > rowsAtFirst)) continue
      open.add(path)
      count += Math.min(children.length, childrenAtFirst)
      for (const [name, child] of children.slice(0, childrenAtFirst)) next.push([`${path}/${escapePart(name)}`, child])
    }
    level = next
  }
  return open
}

function childrenOf(item: unknown): [string, unknown][] | undefined {
  if (Array.isArray(item)) return item.map((child, index) => [String(index), child])
  return typeof item === 'object' && item !== null ? Object.entries(item) : undefined
}

function leafOf(item: unknown, isOpen: boolean): Pick<JsonRow, 'kind' | 'text' | 'isOpen'> {
  if (typeof item !== 'string') {
    const kind = typeof item === 'number' || typeof item === 'boolean' ? (typeof item as 'number' | 'boolean') : 'null'
    return { kind, text: String(item ?? null) }
  }
  if (item.length <= shortText) return { kind: 'string', text: item }
  return { kind: 'string', text: isOpen ? item.slice(0, longestText) : `${item.slice(0, shortText)}…`, isOpen }
}

const escapePart = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')
