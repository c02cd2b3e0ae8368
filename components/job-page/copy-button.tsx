'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'

const words = { copied: 'Copied', refused: 'Copying is not allowed' }

/** Copies what `text` gives at the moment of the click. */
export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>()

  async function copy() {
    try {
      await navigator.clipboard.writeText(text())
      setOutcome('copied')
    } catch {
      // Browsers refuse without https or permission; the person is told and can select the text instead.
      setOutcome('refused')
    }
  }

  const Icon = outcome === 'copied' ? Check : Copy
  return (
    <>
      <Button size="small" onClick={copy} onBlur={() => setOutcome(undefined)}>
        <Icon className="size-3.5" aria-hidden />
        {outcome ? words[outcome] : label}
      </Button>
      <span role="status" className="sr-only">
        {outcome && words[outcome]}
      </span>
    </>
  )
}
