'use client'

import { Check, Copy, X } from 'lucide-react'
import { useState } from 'react'
import { copying as said } from '#words/copying.ts'
import { Button } from './button.tsx'

const icons = { copied: Check, refused: X }

interface CopyButtonProps {
  label: string
  text: () => string
  /** The icon alone, beside what it copies. */
  isBare?: boolean
}

/** Copies what `text` gives at the moment of the click. */
export function CopyButton({ label, text, isBare = false }: CopyButtonProps) {
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

  const Icon = outcome ? icons[outcome] : Copy
  return (
    <>
      <Button
        size="small"
        look={isBare ? 'quiet' : 'plain'}
        onClick={copy}
        onBlur={() => setOutcome(undefined)}
        {...(isBare && { 'aria-label': label, title: outcome ? said[outcome] : label })}
      >
        <Icon className="size-3.5" aria-hidden />
        {!isBare && (outcome ? said[outcome] : label)}
      </Button>
      <span role="status" className="sr-only">
        {outcome && said[outcome]}
      </span>
    </>
  )
}
