'use client'

import { ChevronDown, X } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { useJobTypes } from '#components/job/job-types.tsx'
import { Button } from '#components/ui/button.tsx'
import { Popover } from '#components/ui/popover.tsx'
import { words } from '#components/words/words.ts'
import type { BoardView } from '#core/view.ts'
import { TagField } from './tag-field.tsx'
import { type BoardFilters, isFiltered, noFilters, timeWindows } from './use-board-filters.ts'
import { useKnownNames } from './use-known-names.ts'

const w = words.filter

interface FilterBarProps {
  view: BoardView
  filters: BoardFilters
  change: (change: Partial<BoardFilters>) => void
}

/** What the board is narrowed to. Queues stand here only when there are others than those of our own types. */
export function FilterBar({ view, filters, change }: FilterBarProps) {
  const types = useJobTypes()
  const { queues, tags } = useKnownNames(view)
  const own = types.map(({ type }) => type)
  const foreign = [...queues, ...filters.queue].some((queue) => !own.includes(queue))
  const titleOf = (type: string) => types.find((known) => known.type === type)?.title ?? type
  return (
    <section
      aria-label={w.label}
      className="flex items-center gap-1.5 overflow-x-auto px-3 pt-3 [scrollbar-width:none] max-md:pb-3 md:px-6"
    >
      <Choice
        word={w.type}
        chosen={filters.type}
        all={[...own, ...filters.type]}
        nameOf={titleOf}
        onChange={(type) => change({ type })}
      />
      {foreign && (
        <Choice
          word={w.queue}
          chosen={filters.queue}
          all={[...queues, ...filters.queue]}
          onChange={(queue) => change({ queue })}
        />
      )}
      <Choice word={w.tag} chosen={filters.tag} all={[...tags, ...filters.tag]} onChange={(tag) => change({ tag })}>
        <TagField onAdd={(tag) => change({ tag: [...new Set([...filters.tag, tag])] })} />
      </Choice>
      <Popover
        label={w.time}
        face={<Face word={filters.time ? w.within[filters.time] : w.time} isOn={filters.time !== null} />}
      >
        <fieldset className="flex flex-col gap-0.5">
          <legend className="sr-only">{w.time}</legend>
          {[null, ...timeWindows].map((time) => (
            <Line
              key={time ?? ''}
              type="radio"
              name="time"
              checked={time === filters.time}
              onChange={() => change({ time })}
              word={time ? w.within[time] : w.anyTime}
            />
          ))}
        </fieldset>
      </Popover>
      {isFiltered(filters) && (
        <Button look="quiet" size="small" onClick={() => change(noFilters)}>
          <X className="size-3.5" aria-hidden />
          {w.clear}
        </Button>
      )}
    </section>
  )
}

interface ChoiceProps {
  word: string
  chosen: readonly string[]
  all: readonly string[]
  nameOf?: (value: string) => string
  onChange: (chosen: string[]) => void
  children?: ReactNode
}

function Choice({ word, chosen, all, nameOf = (value) => value, onChange, children }: ChoiceProps) {
  const options = [...new Set(all)]
  const [only] = chosen
  const said = chosen.length === 1 && only !== undefined ? nameOf(only) : `${word} · ${chosen.length}`
  return (
    <Popover label={word} face={<Face word={chosen.length > 0 ? said : word} isOn={chosen.length > 0} />}>
      <fieldset className="flex flex-col gap-0.5">
        <legend className="sr-only">{word}</legend>
        {options.length === 0 && <p className="py-1 text-muted">{w.none}</p>}
        {options.map((value) => (
          <Line
            key={value}
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, value] : chosen.filter((other) => other !== value))
            }
            word={nameOf(value)}
          />
        ))}
      </fieldset>
      {children}
    </Popover>
  )
}

function Line({ word, ...input }: ComponentProps<'input'> & { word: string }) {
  return (
    <label className="flex min-h-8 items-center gap-2.5 rounded-md px-1.5 hover:bg-sunken">
      <input className="size-4 accent-accent" {...input} />
      <span className="wrap-anywhere">{word}</span>
    </label>
  )
}

function Face({ word, isOn }: { word: string; isOn: boolean }) {
  return (
    <span className={`flex max-w-48 items-center gap-1 ${isOn ? 'text-accent' : ''}`}>
      <span className="truncate">{word}</span>
      <ChevronDown className="size-3.5 shrink-0" aria-hidden />
    </span>
  )
}
