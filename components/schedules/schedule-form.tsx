'use client'

import { useCallback, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { ask } from '#components/api/ask.ts'
import { changeDraft } from '#components/new-job/change-draft.ts'
import { type Draft, type DraftChange, draftOf } from '#components/new-job/draft.ts'
import { draftInput } from '#components/new-job/draft-input.ts'
import { fieldPaths } from '#components/new-job/field-paths.ts'
import { FormFields } from '#components/new-job/form-fields.tsx'
import { MoreFields } from '#components/new-job/more-fields.tsx'
import { moreFields, moreRequest } from '#components/new-job/more-request.ts'
import { Samples } from '#components/new-job/samples.tsx'
import { schemaFields } from '#components/new-job/schema-fields.ts'
import { Button } from '#components/ui/button.tsx'
import { Refusal } from '#components/ui/refusal.tsx'
import type { JobType } from '#core/job-type.ts'
import { schedules } from '#words/schedules.ts'
import { nothingWrong, wrongOf } from './form-problems.ts'
import { RunPreview } from './run-preview.tsx'
import { schedulePath } from './schedule-path.ts'
import { useNextRuns } from './use-next-runs.ts'
import { type SavedSchedule, shownFields, whenDraft, whenFields, whenRequest } from './when-fields.ts'

const w = schedules.form

/** A schedule has a time of its own. */
const restFields = moreFields.filter(({ path }) => path !== 'delayMs')

interface ScheduleFormProps {
  type: JobType
  schedule: SavedSchedule | undefined
  onSaved: () => void
}

/** What each run is given, and when it comes. The server is the judge of both. */
export function ScheduleForm({ type, schedule, onSaved }: ScheduleFormProps) {
  const [inputFields] = useState(() => schemaFields(type.input))
  const [timeFields] = useState(() => whenFields(schedule))
  const [input, setInput] = useState<Draft>(() => draftOf(inputFields, schedule?.input))
  const [when, setWhen] = useState<Draft>(() => whenDraft(timeFields, schedule))
  const [more, setMore] = useState<Draft>(() =>
    draftOf(restFields, schedule && { priority: schedule.priority, tags: schedule.tags.join(', ') }),
  )
  const [wrong, setWrong] = useState(nothingWrong)
  const [asking, setAsking] = useState(false)
  const { ahead, askFor, stop } = useNextRuns()
  const form = useRef<HTMLFormElement>(null)
  const { request: timing } = whenRequest(timeFields, when)
  const [firstTiming] = useState(timing)
  // The same function for good: another one would ask again at every key.
  const askAtFirst = useCallback(() => {
    askFor(firstTiming)
    return stop
  }, [askFor, firstTiming, stop])

  const isOther = (path: string) => (issue: { path: string }) => issue.path !== path
  function change(path: string, value: DraftChange) {
    setInput((before) => changeDraft(before, path, value))
    setWrong((before) => ({ ...before, atInput: before.atInput.filter(isOther(path)) }))
  }
  function changeWhen(path: string, value: DraftChange) {
    const next = changeDraft(when, path, value)
    setWhen(next)
    setWrong((before) => ({ ...before, atWhen: before.atWhen.filter(isOther(path)) }))
    if (path !== 'name') askFor(whenRequest(timeFields, next).request)
  }
  function changeMore(path: string, value: DraftChange) {
    setMore((before) => changeDraft(before, path, value))
    setWrong((before) => ({ ...before, atMore: before.atMore.filter(isOther(path)) }))
  }

  async function save() {
    const asked = {
      input: draftInput(inputFields, input),
      when: whenRequest(timeFields, when),
      more: moreRequest(more, restFields),
    }
    const found = { atInput: asked.input.issues, atWhen: asked.when.issues, atMore: asked.more.issues, general: [] }
    if (found.atInput.length + found.atWhen.length + found.atMore.length > 0) return show(found)
    setWrong(nothingWrong)
    setAsking(true)
    const { tags = [], priority = null } = asked.more.request
    const change = { ...asked.when.request, input: asked.input.input, tags, priority }
    const [path, method, body] = schedule
      ? [schedulePath.one(schedule.id), 'PATCH', change]
      : [schedulePath.all, 'POST', { ...change, type: type.type, priority: priority ?? undefined }]
    try {
      await ask(path, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
      onSaved()
    } catch (error) {
      flushSync(() => setAsking(false))
      show(wrongOf(error, fieldPaths(inputFields)))
    }
  }
  function show(next: typeof nothingWrong) {
    flushSync(() => setWrong(next))
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }

  return (
    <form
      ref={form}
      noValidate
      aria-label={type.title}
      aria-busy={asking}
      onSubmit={(event) => {
        event.preventDefault()
        if (!asking) void save()
      }}
      className="flex flex-col gap-5"
    >
      <fieldset className="flex flex-col gap-3">
        <legend className="pb-2 font-medium text-sm">{w.when}</legend>
        <FormFields
          fields={shownFields(timeFields, when)}
          draft={when}
          issues={[...wrong.atWhen, ...ahead.issues]}
          change={changeWhen}
        />
        <RunPreview {...timing} ahead={ahead} onShown={askAtFirst} />
      </fieldset>
      <fieldset className="flex flex-col gap-3">
        <legend className="pb-2 font-medium text-sm">{w.what}</legend>
        <Samples samples={type.samples} onChoose={(sample) => setInput(draftOf(inputFields, sample))} />
        <FormFields fields={inputFields} draft={input} issues={wrong.atInput} change={change} />
      </fieldset>
      <MoreFields fields={restFields} draft={more} issues={wrong.atMore} change={changeMore} />
      <div className="sticky bottom-0 -mx-5 flex flex-wrap items-center justify-end gap-3 border-line border-t bg-surface px-5 py-3">
        <Refusal text={wrong.general.join(' ')} className="mr-auto min-w-0 flex-1 basis-60" />
        <Button type="submit" look="primary" aria-disabled={asking}>
          {asking ? w.saving : schedule ? w.save : w.create}
        </Button>
      </div>
    </form>
  )
}
