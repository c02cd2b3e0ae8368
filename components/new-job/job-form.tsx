'use client'

import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { AskError, reasonOf } from '#components/api/ask.ts'
import { Button } from '#components/ui/button.tsx'
import { Refusal } from '#components/ui/refusal.tsx'
import type { JobType } from '#core/job-type.ts'
import { newJob as w } from '#words/new-job.ts'
import { changeDraft } from './change-draft.ts'
import { type Draft, type DraftChange, draftOf } from './draft.ts'
import { draftInput, type Issue } from './draft-input.ts'
import { fieldPaths } from './field-paths.ts'
import { FormFields } from './form-fields.tsx'
import { MoreFields } from './more-fields.tsx'
import { moreFields, moreRequest } from './more-request.ts'
import type { Submitted } from './new-job-context.ts'
import { problemIssues } from './problem-issues.ts'
import { RestoredNote } from './restored-note.tsx'
import { Samples } from './samples.tsx'
import { schemaFields } from './schema-fields.ts'
import { submitJob } from './submit-job.ts'
import { keptOf, moreOf, type Template } from './template.ts'
import { useDraftKeeper, useKeptDraft } from './use-kept-draft.ts'
import { useRequestKey } from './use-request-key.ts'

interface Wrong {
  atFields: Issue[]
  atMore: Issue[]
  general: string[]
}

const nothingWrong: Wrong = { atFields: [], atMore: [], general: [] }

const others = (issues: Issue[], path: string) => issues.filter((issue) => issue.path !== path)

interface JobFormProps {
  type: JobType
  template?: Template
  onSubmitted: (submitted: Submitted) => void
}

/** The form of one job type, made from the JSON Schema of its input. The server is the judge of what it gets. */
export function JobForm({ type, template, onSubmitted }: JobFormProps) {
  const [fields] = useState(() => schemaFields(type.input))
  const kept = useKeptDraft(type, template)
  const [isRestored, setRestored] = useState(kept !== undefined)
  const [start] = useState<Draft>(() => draftOf(fields, template?.input))
  const [draft, setDraft] = useState(kept?.draft ?? start)
  const [startMore] = useState(() => draftOf(moreFields, moreOf(template)))
  const [more, setMore] = useState(kept?.more ?? startMore)
  const [wrong, setWrong] = useState(nothingWrong)
  const [asking, setAsking] = useState(false)
  const [isLost, setLost] = useState(false)
  const requestKey = useRequestKey(kept?.sent)
  const form = useRef<HTMLFormElement>(null)

  const isTyped = draft !== start || more !== startMore
  useDraftKeeper(type, isTyped ? { type: type.type, template, draft, more } : undefined, requestKey)

  function startOver() {
    setDraft(start)
    setMore(startMore)
    setWrong(nothingWrong)
    setRestored(false)
    // The button goes with its note.
    form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus()
  }

  function change(path: string, value: DraftChange) {
    setDraft((before) => changeDraft(before, path, value))
    setWrong((before) => ({ ...before, atFields: others(before.atFields, path) }))
  }

  function changeMore(path: string, value: DraftChange) {
    setMore((before) => changeDraft(before, path, value))
    setWrong((before) => ({ ...before, atMore: others(before.atMore, path) }))
  }

  function show(next: Wrong) {
    flushSync(() => setWrong(next))
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }

  async function submit() {
    const { input, issues: atFields } = draftInput(fields, draft)
    const { request: rest, issues: atMore } = moreRequest(more)
    if (atFields.length + atMore.length > 0) return show({ atFields, atMore, general: [] })
    setWrong(nothingWrong)
    setAsking(true)
    // What was left alone is not written anew: a tag may hold the comma that tells tags apart here.
    const kept = more === startMore ? keptOf(template) : template && { tags: [], priority: 0, ...rest }
    const request = { type: type.type, input, ...(kept ?? rest) }
    const retryOf = template?.isRetry ? template.job.id : undefined
    try {
      const key = requestKey.of(request)
      const { id } = await submitJob(request, { key, retryOf, onLost: () => setLost(true) })
      requestKey.used()
      onSubmitted({ id, title: type.title })
    } catch (error) {
      flushSync(() => {
        setAsking(false)
        setLost(false)
      })
      const said = error instanceof AskError && problemIssues(error.problem, fieldPaths(fields))
      show({ ...nothingWrong, ...(said || { general: [reasonOf(error)] }) })
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
      {isRestored && <RestoredNote onStartOver={startOver} />}
      <Samples samples={type.samples} onChoose={(input) => setDraft(draftOf(fields, input))} />
      <FormFields fields={fields} draft={draft} issues={wrong.atFields} change={change} />
      <MoreFields draft={more} issues={wrong.atMore} change={changeMore} />
      <div className="sticky bottom-0 -mx-5 flex flex-wrap items-center justify-end gap-3 border-line border-t bg-surface px-5 py-3">
        <Refusal text={wrong.general.join(' ')} className="mr-auto min-w-0 flex-1 basis-60" />
        <p role="status" className="text-muted">
          {isLost && w.noAnswerYet}
        </p>
        <Button type="submit" look="primary" aria-disabled={asking}>
          {asking ? w.submitting : w.submit}
        </Button>
      </div>
    </form>
  )
}
