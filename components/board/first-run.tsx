'use client'

import { useJobTypes } from '#components/job/job-types.tsx'
import { NewJobButton } from '#components/new-job/new-job-button.tsx'
import { SampleButton } from '#components/new-job/sample-button.tsx'

const steps = [
  ['Submit a job', 'Pick a type and fill in its form. You get an id at once; nothing has to stay open.'],
  [
    'Watch it travel',
    'Its card moves from pending to running to success or failure, live, with every stage on the way.',
  ],
  ['Fetch the result', 'The job keeps its own page with its result, files and errors until the time it names.'],
] as const

/** The board before its first job: what this is, and a way to see it work. */
export function FirstRun() {
  const types = useJobTypes().filter(({ available }) => available)
  const type = types.find(({ samples, rehearsal }) => samples.length > 0 && !rehearsal) ?? types[0]
  const sample = type?.samples[0]
  return (
    <section className="mx-auto flex w-full max-w-3xl flex-1 flex-col justify-center gap-8 px-6 py-12">
      <div className="flex flex-col gap-2">
        <h1 className="text-balance font-semibold text-3xl tracking-tight">No jobs yet</h1>
        <p className="text-base text-muted">
          Waybill follows long-running jobs like parcels: always where they are, never a guess.
        </p>
      </div>
      <ol className="grid gap-4 sm:grid-cols-3">
        {steps.map(([title, text], index) => (
          <li key={title} className="flex flex-col gap-1.5 rounded-lg border border-line bg-surface p-4">
            <span className="font-mono text-accent text-sm" aria-hidden>
              {index + 1}
            </span>
            <h2 className="font-semibold">{title}</h2>
            <p className="text-muted">{text}</p>
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-2">
        {type && sample && <SampleButton type={type} sample={sample} />}
        <NewJobButton look={sample ? 'plain' : 'primary'} />
      </div>
    </section>
  )
}
