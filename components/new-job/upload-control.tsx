'use client'

import { useCallback, useRef, useState } from 'react'
import { reasonOf } from '#components/api/ask.ts'
import { Refusal } from '#components/ui/refusal.tsx'
import { Sentence } from '#components/words/sentence.tsx'
import type { UploadRule } from '#core/upload-rule.ts'
import { newJob as w } from '#words/new-job.ts'
import { ChosenFile } from './chosen-file.tsx'
import type { DraftFile } from './draft.ts'
import type { ControlAria } from './field-frame.tsx'
import { uploadFile } from './upload-file.ts'
import { refusalOf, ruleWords } from './upload-rule-words.ts'

interface UploadControlProps {
  aria: ControlAria
  rule: UploadRule
  value: DraftFile | undefined
  onChange: (value: DraftFile | undefined) => void
}

/** Takes a file by drop, paste or choice and uploads it at once, so that submitting does not have to wait for it. */
export function UploadControl({ aria, rule, value, onChange }: UploadControlProps) {
  const [percent, setPercent] = useState(0)
  const [refusal, setRefusal] = useState<string>()
  const [isOver, setOver] = useState(false)
  const upload = useRef<AbortController>(undefined)
  // A dialog that closes takes its upload with it.
  const abandon = useCallback(() => () => upload.current?.abort(), [])

  async function take(file: File | undefined) {
    if (!file) return
    upload.current?.abort()
    const wrong = refusalOf(file, rule)
    setRefusal(wrong)
    if (wrong) return onChange(undefined)
    const own = new AbortController()
    upload.current = own
    setPercent(0)
    onChange({ state: 'uploading', name: file.name })
    try {
      const { uploadId, name, bytes } = await uploadFile(file, { onPercent: setPercent, signal: own.signal })
      onChange({ state: 'uploaded', uploadId, name, bytes })
    } catch (error) {
      if (own.signal.aborted) return // whoever aborted it has said what comes next
      setRefusal(reasonOf(error))
      onChange(undefined)
    }
  }

  function remove() {
    upload.current?.abort()
    setRefusal(undefined)
    onChange(undefined)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping and pasting are shortcuts for the input inside.
    <div
      ref={abandon}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void take(event.dataTransfer.files[0])
      }}
      onPaste={(event) => void take(event.clipboardData.files[0])}
      data-over={isOver || undefined}
      className="flex flex-col gap-1 rounded-lg border border-edge border-dashed bg-canvas outline-offset-2 has-aria-invalid:border-failure has-focus-visible:outline-2 has-focus-visible:outline-accent data-over:border-accent data-over:bg-accent/10"
    >
      <input
        {...aria}
        type="file"
        accept={rule.accept?.join(',')}
        onChange={(event) => {
          void take(event.target.files?.[0])
          event.target.value = '' // the same file can be chosen again after it was changed
        }}
        className="sr-only"
      />
      {value ? (
        <ChosenFile file={value} percent={percent} inputId={aria.id} onRemove={remove} />
      ) : (
        <label htmlFor={aria.id} className="flex flex-col items-center gap-0.5 px-4 py-6 text-center">
          <span>
            <Sentence
              text={w.files.drop}
              parts={{
                choose: <span className="font-medium text-accent underline underline-offset-4">{w.files.choose}</span>,
              }}
            />
          </span>
          <span className="text-muted text-xs">{ruleWords(rule)}</span>
        </label>
      )}
      <Refusal text={refusal} className="px-4 pb-3 text-center text-xs" />
    </div>
  )
}
