'use client'

import { X } from 'lucide-react'
import { useJobTypes } from '#components/job/job-types.tsx'
import { useMay, useMe } from '#components/sign-in/me-context.tsx'
import { Button } from '#components/ui/button.tsx'
import { Popover } from '#components/ui/popover.tsx'
import { words } from '#components/words/words.ts'
import type { BoardView } from '#core/view.ts'
import { FilterChoice, FilterFace, FilterLine } from './filter-choice.tsx'
import { StageChoice } from './stage-choice.tsx'
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
  const { queues, stages, tags } = useKnownNames(view)
  // Who is shown own jobs only needs no filter for that, and where nobody has a name there is nobody to be.
  const isSomebody = useMe()?.mode !== 'none'
  const seesAll = useMay('board.view-all') && isSomebody
  const own = types.map(({ type }) => type)
  const foreign = [...queues, ...filters.queue].some((queue) => !own.includes(queue))
  const titleOf = (type: string) => types.find((known) => known.type === type)?.title ?? type
  return (
    <section
      aria-label={w.label}
      className="flex items-center gap-1.5 overflow-x-auto px-3 pt-3 [scrollbar-width:none] max-md:pb-3 md:px-6"
    >
      {seesAll && (
        <Button
          size="small"
          aria-pressed={filters.mine !== null}
          title={w.mineHint}
          onClick={() => change({ mine: filters.mine ? null : true })}
          className="aria-pressed:border-accent aria-pressed:text-accent"
        >
          {w.mine}
        </Button>
      )}
      <FilterChoice
        word={w.type}
        chosen={filters.type}
        options={[{ values: [...own, ...filters.type] }]}
        nameOf={titleOf}
        onChange={(type) => change({ type })}
      />
      {foreign && (
        <FilterChoice
          word={w.queue}
          chosen={filters.queue}
          options={[{ values: [...queues, ...filters.queue] }]}
          onChange={(queue) => change({ queue })}
        />
      )}
      <StageChoice
        within={filters.type}
        seen={[...stages, ...filters.stage]}
        chosen={filters.stage}
        onChange={(stage) => change({ stage })}
      />
      <FilterChoice
        word={w.tag}
        chosen={filters.tag}
        options={[{ values: [...tags, ...filters.tag] }]}
        onChange={(tag) => change({ tag })}
      >
        <TagField onAdd={(tag) => change({ tag: [...new Set([...filters.tag, tag])] })} />
      </FilterChoice>
      <Popover
        label={w.time}
        face={<FilterFace word={filters.time ? w.within[filters.time] : w.time} isOn={filters.time !== null} />}
      >
        <fieldset className="flex flex-col gap-0.5">
          <legend className="sr-only">{w.time}</legend>
          {[null, ...timeWindows].map((time) => (
            <FilterLine
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
