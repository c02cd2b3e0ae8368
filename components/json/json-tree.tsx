'use client'

import { ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { useLocale } from '#components/format/use-locale.ts'
import { panelWords } from '#components/words/panel-words.ts'
import { jsonMove } from './json-key.ts'
import {
  childrenAtFirst,
  childrenPerStep,
  type JsonFolds,
  type JsonKind,
  type JsonRow,
  jsonRows,
  openAtFirst,
} from './json-rows.ts'

const colors: Record<JsonKind, string> = {
  object: 'text-muted',
  array: 'text-muted',
  string: 'text-success',
  number: 'text-running',
  boolean: 'text-running',
  null: 'text-muted',
  more: 'text-accent',
}

/** A value as a tree that can be folded, by mouse and by keyboard (arrows, Home, End, Enter). */
export function JsonTree({ value, label }: { value: unknown; label: string }) {
  const [folds, setFolds] = useState<JsonFolds>(() => ({ open: openAtFirst(value), shown: new Map() }))
  const [active, setActive] = useState('')
  const locale = useLocale()
  const rows = useMemo(() => jsonRows(value, folds, locale), [value, folds, locale])
  // What it was may have been folded away.
  const stop = rows.some(({ id }) => id === active) ? active : ''

  function toggle({ path, kind, isOpen, level, place }: JsonRow) {
    if (kind === 'more') {
      const count = (folds.shown.get(path) ?? childrenAtFirst) + childrenPerStep
      const more = { ...folds, shown: new Map(folds.shown).set(path, count) }
      setFolds(more)
      // Where the line for more was, the first of those that it showed is now.
      const isFirst = (row: JsonRow) => row.level === level && row.place === place && row.id.startsWith(`${path}/`)
      return setActive(jsonRows(value, more).find(isFirst)?.id ?? path)
    }
    if (isOpen === undefined) return
    const open = new Set(folds.open)
    if (!open.delete(path)) open.add(path)
    setFolds({ ...folds, open })
  }

  function press(event: KeyboardEvent<HTMLDivElement>) {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const at = rows.findIndex(({ id }) => id === stop)
    const move = jsonMove(rows, at, event.key)
    const row = rows[at]
    if (!move || !row) return
    event.preventDefault()
    const tree = event.currentTarget
    flushSync(() => {
      if (move === 'toggle') toggle(row)
      else if (move !== 'stay') setActive(move.go)
    })
    tree.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }

  return (
    <div
      role="tree"
      aria-label={label}
      onKeyDown={press}
      className="max-h-[36rem] overflow-auto rounded-md bg-sunken py-2 font-mono text-xs leading-5"
    >
      {rows.map((row) => (
        <Row
          key={row.id}
          row={row}
          isStop={row.id === stop}
          onPress={() => {
            setActive(row.id)
            toggle(row)
          }}
        />
      ))}
    </div>
  )
}

function Row({ row, isStop, onPress }: { row: JsonRow; isStop: boolean; onPress: () => void }) {
  const { kind, level, place, of, name, text, isOpen } = row
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree listens to the keys of all its rows.
    <div
      role="treeitem"
      aria-level={level}
      aria-posinset={place}
      aria-setsize={of}
      aria-expanded={isOpen}
      aria-selected={isStop}
      tabIndex={isStop ? 0 : -1}
      onClick={onPress}
      style={{ paddingInlineStart: `${0.5 + Math.min(level - 1, 24) * 1}rem` }}
      className={`flex min-h-5 gap-1 pr-3 -outline-offset-2 hover:bg-line/40 pointer-coarse:min-h-8 ${isOpen === undefined && kind !== 'more' ? '' : 'cursor-pointer'}`}
    >
      <span className="flex h-5 w-4 shrink-0 items-center" aria-hidden>
        {isOpen !== undefined && <ChevronRight className={`size-3.5 text-muted ${isOpen ? 'rotate-90' : ''}`} />}
      </span>
      <span className="wrap-anywhere min-w-0 whitespace-pre-wrap">
        {name !== undefined && (
          <>
            <bdi className="text-ink">{name}</bdi>
            <span className="text-muted">: </span>
          </>
        )}
        <bdi className={colors[kind]}>{kind === 'more' ? panelWords.json.more(text) : textOf(row, text)}</bdi>
      </span>
    </div>
  )
}

/** Only a text is in quotes, so that "1" and 1 are told apart. */
const textOf = ({ kind }: JsonRow, text: string) => (kind === 'string' ? `"${text}"` : text)
