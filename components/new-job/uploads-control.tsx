'use client'

import { useCallback, useState } from 'react'
import { formatBytes, formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { Sentence } from '#components/words/sentence.tsx'
import type { UploadRule } from '#core/upload-rule.ts'
import { newJob as w } from '#words/new-job.ts'
import { type DraftChange, filesOf, type ListedFile } from './draft.ts'
import type { ControlAria } from './field-frame.tsx'
import { ListedFileRow } from './listed-file-row.tsx'
import { UploadQueue } from './upload-queue.ts'
import { refusalOf, ruleWords } from './upload-rule-words.ts'

interface UploadsControlProps {
  aria: ControlAria
  title: string
  rule: UploadRule
  /** How many files the field takes. */
  max?: number
  files: readonly ListedFile[]
  onChange: (change: DraftChange) => void
}

/** Takes any number of files by drop, paste or choice, and uploads them at once, a few at a time. */
export function UploadsControl({ aria, title, rule, max, files, onChange }: UploadsControlProps) {
  const locale = useLocale()
  const [queue] = useState(() => new UploadQueue())
  const [percents, setPercents] = useState<Readonly<Record<string, number>>>({})
  const [refusals, setRefusals] = useState<readonly string[]>([])
  const [isOver, setOver] = useState(false)
  // A dialog that closes takes its uploads with it.
  const abandon = useCallback(() => () => queue.close(), [queue])

  // Several uploads end in one moment: each changes what is there then.
  const change = (make: (before: readonly ListedFile[]) => readonly ListedFile[]) =>
    onChange((before) => {
      const after = make(filesOf(before))
      return after.length > 0 ? { files: after } : undefined
    })
  const told = {
    onFile: (file: ListedFile) => change((before) => before.map((each) => (each.key === file.key ? file : each))),
    onPercent: (key: string, percent: number) => setPercents((before) => ({ ...before, [key]: percent })),
  }

  function take(list: FileList) {
    const given = [...list]
    if (given.length === 0) return
    const fits = given.filter((file) => refusalOf(file, rule) === undefined)
    const free = Math.max(0, (max ?? Number.POSITIVE_INFINITY) - files.length)
    const wrong = given.flatMap((file) => refusalOf(file, rule) ?? [])
    const left = fits.length - free
    if (left > 0) wrong.push(w.files.tooMany(formatCount(max ?? 0, locale), formatCount(left, locale)))
    setRefusals(wrong)
    const added = fits.slice(0, free).map((file): ListedFile => {
      return { key: queue.add(file, told), state: 'waiting', name: file.name }
    })
    change((before) => [...before, ...added])
  }

  function remove(key: string) {
    queue.remove(key)
    change((before) => before.filter((file) => file.key !== key))
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping and pasting are shortcuts for the input inside.
    <div
      ref={abandon}
      data-uploads
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
      onPaste={(event) => take(event.clipboardData.files)}
      data-over={isOver || undefined}
      className="flex flex-col rounded-lg border border-edge border-dashed bg-canvas outline-offset-2 has-[input[aria-invalid]]:border-failure has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-accent data-over:border-accent data-over:bg-accent/10"
    >
      <input
        {...aria}
        type="file"
        multiple
        accept={rule.accept?.join(',')}
        onChange={(event) => {
          if (event.target.files) take(event.target.files)
          event.target.value = '' // the same file can be chosen again after it was changed
        }}
        className="sr-only"
      />
      <label
        htmlFor={aria.id}
        className={`flex flex-col items-center gap-0.5 px-4 text-center ${files.length > 0 ? 'py-3' : 'py-6'}`}
      >
        <span>
          <Sentence
            text={files.length > 0 ? w.files.dropMore : w.files.dropMany}
            parts={{
              choose: (
                <span className="font-medium text-accent underline underline-offset-4">{w.files.chooseMany}</span>
              ),
            }}
          />
        </span>
        <span className="text-muted text-xs">{ruleWords(rule)}</span>
      </label>
      {refusals.length > 0 && (
        <ul role="alert" className="wrap-anywhere max-h-24 overflow-y-auto px-4 pb-3 text-center text-failure text-xs">
          {refusals.map((refusal, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and the list is replaced as a whole.
            <li key={index}>{refusal}</li>
          ))}
        </ul>
      )}
      {files.length > 0 && (
        <ul
          aria-label={w.files.listOf(title)}
          className="max-h-60 divide-y divide-line overflow-y-auto border-line border-t"
        >
          {files.map((file) => (
            <ListedFileRow
              key={file.key}
              file={file}
              percent={percents[file.key] ?? 0}
              onRetry={() => queue.retry(file.key)}
              onRemove={() => remove(file.key)}
            />
          ))}
        </ul>
      )}
      <p
        aria-live="polite"
        className={files.length > 0 ? 'border-line border-t px-4 py-1.5 text-muted text-xs' : 'sr-only'}
      >
        {files.length > 0 && sumOf(files, locale)}
      </p>
    </div>
  )
}

/** `2 of 3 files uploaded`, `3 files, 4.1 MB`. */
function sumOf(files: readonly ListedFile[], locale: string): string {
  const here = files.filter(({ state }) => state === 'uploaded' || state === 'sample')
  const n = files.length
  const count = formatCount(n, locale)
  if (here.length < n) return w.files.uploaded(formatCount(here.length, locale), count, n)
  const bytes = here.reduce((sum, file) => sum + (file.state === 'uploaded' ? file.bytes : 0), 0)
  return bytes > 0 ? w.files.sumWithSize(count, n, formatBytes(bytes, locale)) : w.files.sum(count, n)
}
