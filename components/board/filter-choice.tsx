'use client'

import { ChevronDown } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { Popover } from '#components/ui/popover.tsx'
import { words } from '#components/words/words.ts'

interface FilterOptions {
  /** Shown above them, where there are several such groups. */
  title?: string
  /** Tells the groups apart: titles may be the same. */
  group?: string
  values: readonly string[]
}

interface FilterChoiceProps {
  word: string
  chosen: readonly string[]
  options: readonly FilterOptions[]
  nameOf?: (value: string) => string
  onChange: (chosen: string[]) => void
  children?: ReactNode
}

/** A filter of which several values may be chosen. */
export function FilterChoice(props: FilterChoiceProps) {
  const { word, chosen, options, nameOf = (value) => value, onChange, children } = props
  const [only] = chosen
  const said = chosen.length === 1 && only !== undefined ? nameOf(only) : `${word} · ${chosen.length}`
  return (
    <Popover label={word} face={<FilterFace word={chosen.length > 0 ? said : word} isOn={chosen.length > 0} />}>
      {options.every(({ values }) => values.length === 0) && <p className="py-1 text-muted">{words.filter.none}</p>}
      {options.map(({ title, group = word, values }) => (
        <fieldset key={group} className="flex flex-col gap-0.5 not-last:pb-2">
          <legend className={title === undefined ? 'sr-only' : 'wrap-anywhere px-1.5 pb-0.5 text-muted text-xs'}>
            {title ?? word}
          </legend>
          {[...new Set(values)].map((value) => (
            <FilterLine
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
      ))}
      {children}
    </Popover>
  )
}

/** A value to choose. */
export function FilterLine({ word, ...input }: ComponentProps<'input'> & { word: string }) {
  return (
    <label className="flex min-h-8 items-center gap-2.5 rounded-md px-1.5 hover:bg-sunken">
      <input className="size-4 accent-accent" {...input} />
      <span className="wrap-anywhere">{word}</span>
    </label>
  )
}

/** What the button of a filter says. */
export function FilterFace({ word, isOn }: { word: string; isOn: boolean }) {
  return (
    <span className={`flex max-w-48 items-center gap-1 ${isOn ? 'text-accent' : ''}`}>
      <span className="truncate">{word}</span>
      <ChevronDown className="size-3.5 shrink-0" aria-hidden />
    </span>
  )
}
