'use client'

import { Check, X } from 'lucide-react'
import { useJobTypes } from '#components/job/job-types.tsx'
import { NewJobButton } from '#components/new-job/new-job-button.tsx'
import { SampleButton } from '#components/new-job/sample-button.tsx'
import { usePreference } from '#components/shell/use-preference.ts'
import { useMay } from '#components/sign-in/me-context.tsx'
import { Button } from '#components/ui/button.tsx'
import { words } from '#components/words/words.ts'
import { firstRun as w } from '#words/first-run.ts'
import { firstSteps } from './first-steps.ts'

const steps = ['submit', 'watch', 'fetch'] as const

/** The board before its first job: what this is, and a way to see it work. */
export function FirstRun() {
  const types = useJobTypes().filter(({ available }) => available)
  const type = types.find(({ samples, rehearsal }) => samples.length > 0 && !rehearsal) ?? types[0]
  const sample = type?.samples[0]
  const maySubmit = useMay('job.submit')
  return (
    <section className="mx-auto flex w-full max-w-3xl flex-1 flex-col justify-center gap-8 px-6 py-12">
      <div className="flex flex-col gap-2">
        <h1 className="text-balance font-semibold text-3xl tracking-tight">{w.title}</h1>
        <p className="text-base text-muted">{w.text}</p>
        {!maySubmit && <p className="text-base text-muted">{w.watching}</p>}
      </div>
      <ol className="grid gap-4 sm:grid-cols-3">
        {steps.map((step, index) => (
          <li key={step} className="flex flex-col gap-1.5 rounded-lg border border-line bg-surface p-4">
            <span className="font-mono text-accent text-sm" aria-hidden>
              {index + 1}
            </span>
            <h2 className="font-semibold">{w.steps[step].title}</h2>
            <p className="text-muted">{w.steps[step].text}</p>
          </li>
        ))}
      </ol>
      {/* Whoever presses one of these is new here, and is shown how far the three steps are. */}
      {maySubmit && (
        <div className="flex flex-wrap items-center gap-2" onClickCapture={() => firstSteps.set('begun')}>
          {type && sample && <SampleButton type={type} sample={sample} />}
          <NewJobButton look={sample ? 'plain' : 'primary'} />
        </div>
      )}
    </section>
  )
}

/** The three steps above the board, for who has just taken the first: each turns green as it happens. */
export function FirstSteps({ hasEnded }: { hasEnded: boolean }) {
  const reached = usePreference(firstSteps)
  const isDone = { submit: true, watch: hasEnded, fetch: reached === 'opened' }
  return (
    <section
      aria-label={w.progress}
      className="mx-3 mt-3 flex flex-wrap items-center gap-x-5 gap-y-1 rounded-lg border border-line bg-surface px-3 py-2 md:mx-6"
    >
      <ol className="flex flex-wrap gap-x-5 gap-y-1">
        {steps.map((step, index) => (
          <li key={step} className={`flex items-center gap-2 ${isDone[step] ? 'text-success' : 'text-muted'}`}>
            <span className="grid size-5 place-items-center rounded-full border border-current font-mono text-xs">
              {isDone[step] ? <Check className="size-3" aria-label={w.done} /> : index + 1}
            </span>
            {w.steps[step].title}
          </li>
        ))}
      </ol>
      <Button
        look="quiet"
        size="small"
        className="ml-auto"
        onClick={() => firstSteps.set('done')}
        aria-label={words.shell.dismiss}
      >
        <X className="size-4" aria-hidden />
      </Button>
    </section>
  )
}
