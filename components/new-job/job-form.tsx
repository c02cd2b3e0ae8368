'use client'

import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { AskError, reasonOf } from '#components/api/ask.ts'
import { Button } from '#components/ui/button.tsx'
import type { JobType } from '#core/job-type.ts'
import { type Draft, type DraftValue, draftOf } from './draft.ts'
import { draftInput, type Issue } from './draft-input.ts'
import { fieldPaths } from './field-paths.ts'
import { FormFields } from './form-fields.tsx'
import { type More, MoreFields, noMore, requestOf } from './more-fields.tsx'
import type { Submitted } from './new-job-context.ts'
import { problemIssues } from './problem-issues.ts'
import { Samples } from './samples.tsx'
import { schemaFields } from './schema-fields.ts'
import { submitJob } from './submit-job.ts'

interface Wrong {
  atFields: Issue[]
  general: string[]
}

const nothingWrong: Wrong = { atFields: [], general: [] }

/** The form of one job type, made from the JSON Schema of its input. The server is the judge of what it gets. */
export function JobForm({ type, onSubmitted }: { type: JobType; onSubmitted: (submitted: Submitted) => void }) {
  const [fields] = useState(() => schemaFields(type.input))
  const [draft, setDraft] = useState<Draft>(() => draftOf(fields))
  const [more, setMore] = useState<More>(noMore)
  const [wrong, setWrong] = useState(nothingWrong)
  const [asking, setAsking] = useState(false)
  const form = useRef<HTMLFormElement>(null)

  function change(path: string, value: DraftValue | undefined) {
    setDraft(({ [path]: _before, ...others }) => (value === undefined ? others : { ...others, [path]: value }))
    setWrong(({ atFields, general }) => ({ atFields: atFields.filter((issue) => issue.path !== path), general }))
  }

  function show(next: Wrong) {
    flushSync(() => setWrong(next))
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }

  async function submit() {
    const { input, issues } = draftInput(fields, draft)
    if (issues.length > 0) return show({ atFields: issues, general: [] })
    setWrong(nothingWrong)
    setAsking(true)
    try {
      const { id } = await submitJob({ type: type.type, input, ...requestOf(more) })
      onSubmitted({ id, title: type.title })
    } catch (error) {
      flushSync(() => setAsking(false))
      show(
        error instanceof AskError
          ? problemIssues(error.problem, fieldPaths(fields))
          : { atFields: [], general: [reasonOf(error)] },
      )
    }
  }

  return (
    <form
      ref={form}
      noValidate
      aria-label={type.title}
      aria-busy={asking}
      onSubmit={(event) => {
        event.preventDefault()
        if (!asking) void submit()
      }}
      className="flex flex-col gap-5"
    >
      <Samples samples={type.samples} onChoose={(input) => setDraft(draftOf(fields, input))} />
      <FormFields fields={fields} draft={draft} issues={wrong.atFields} change={change} />
      <MoreFields more={more} change={setMore} />
      <div className="sticky bottom-0 -mx-5 flex flex-wrap items-center justify-end gap-3 border-line border-t bg-surface px-5 py-3">
        {wrong.general.length > 0 && (
          <p role="alert" className="wrap-anywhere mr-auto min-w-0 flex-1 basis-60 text-failure">
            {wrong.general.join(' ')}
          </p>
        )}
        <Button type="submit" look="primary" aria-disabled={asking}>
          {asking ? 'Submitting…' : 'Submit job'}
        </Button>
      </div>
    </form>
  )
}
