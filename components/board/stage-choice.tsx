'use client'

import { useJobTypes } from '#components/job/job-types.tsx'
import { stageLabel } from '#components/job/stage-label.ts'
import { Popover } from '#components/ui/popover.tsx'
import { words } from '#components/words/words.ts'
import { typeOfStage } from '#core/type-stage.ts'
import { FilterFace, FilterLine } from './filter-choice.tsx'

const word = words.filter.stage

interface StageChoiceProps {
  /** Types the board is narrowed to; of none, any. */
  within: readonly string[]
  /** Stages of jobs, which their types may not have declared. */
  seen: readonly string[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** The custom states to choose from, each below its type: types may use the same words for different things. */
export function StageChoice({ within, seen, chosen, onChange }: StageChoiceProps) {
  const types = useJobTypes()
  const shown = types.filter(({ type }) => within.length === 0 || within.includes(type))
  const declared = shown.flatMap(({ type, stages }) => stages.map(({ name }) => `${type}/${name}`))
  const all = [...new Set([...declared, ...seen])]
  const groups = [...new Set(all.map(typeOfStage))].map((type) => ({
    type,
    known: types.find((known) => known.type === type),
    stages: all.filter((stage) => typeOfStage(stage) === type),
  }))
  const nameOf = (stage: string) => {
    const type = typeOfStage(stage)
    return stageLabel(
      types.find((known) => known.type === type),
      stage.slice(type.length + 1),
    )
  }
  const [only] = chosen
  const said = chosen.length === 1 && only !== undefined ? nameOf(only) : `${word} · ${chosen.length}`
  return (
    <Popover label={word} face={<FilterFace word={chosen.length > 0 ? said : word} isOn={chosen.length > 0} />}>
      {groups.length === 0 && <p className="py-1 text-muted">{words.filter.none}</p>}
      {groups.map(({ type, known, stages }) => (
        <fieldset key={type} className="flex flex-col gap-0.5 not-last:pb-2">
          <legend className="wrap-anywhere px-1.5 pb-0.5 text-muted text-xs">{known?.title ?? type}</legend>
          {stages.map((stage) => (
            <FilterLine
              key={stage}
              type="checkbox"
              checked={chosen.includes(stage)}
              onChange={({ target }) =>
                onChange(target.checked ? [...chosen, stage] : chosen.filter((other) => other !== stage))
              }
              word={nameOf(stage)}
            />
          ))}
        </fieldset>
      ))}
    </Popover>
  )
}
