'use client'

import { useJobTypes } from '#components/job/job-types.tsx'
import { stageLabel } from '#components/job/stage-label.ts'
import { words } from '#components/words/words.ts'
import { typeOfStage } from '#core/type-stage.ts'
import { FilterChoice } from './filter-choice.tsx'

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
  const titleOf = (type: string) => types.find((known) => known.type === type)?.title ?? type
  const options = [...new Set(all.map(typeOfStage))].map((type) => ({
    group: type,
    title: titleOf(type),
    values: all.filter((stage) => typeOfStage(stage) === type),
  }))
  const nameOf = (stage: string) => {
    const type = typeOfStage(stage)
    return stageLabel(
      types.find((known) => known.type === type),
      stage.slice(type.length + 1),
    )
  }
  return <FilterChoice {...{ chosen, options, nameOf, onChange }} word={words.filter.stage} />
}
