'use client'

import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { ask, reasonOf } from '#components/api/ask.ts'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { Moment } from '#components/time/moment.tsx'
import { Button } from '#components/ui/button.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { Sentence } from '#components/words/sentence.tsx'
import type { AuditCheck } from '#core/audit-entry.ts'
import { audit } from '#words/audit.ts'

const w = audit.chain

type Found = { check: AuditCheck } | { refusal: string } | 'asking' | undefined

/** Asks the server whether the log is as it was written, and says which entry is the first that is not. */
export function ChainCheck() {
  const [found, setFound] = useState<Found>()
  async function check() {
    setFound('asking')
    try {
      setFound({ check: await ask<AuditCheck>('/api/audit/check') })
    } catch (error) {
      setFound({ refusal: reasonOf(error) })
    }
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button onClick={check} aria-disabled={found === 'asking'} title={w.about}>
        <ShieldCheck className="size-4" aria-hidden />
        {found === 'asking' ? w.checking : w.check}
      </Button>
      <div role="status" className="min-w-0 flex-1 basis-60 text-sm">
        {typeof found === 'object' &&
          ('check' in found ? <Outcome check={found.check} /> : <p className="text-failure">{found.refusal}</p>)}
      </div>
    </div>
  )
}

function Outcome({ check }: { check: AuditCheck }) {
  const locale = useLocale()
  if (check.ok) {
    return (
      <p className="text-success">
        {check.entries === 0 ? w.empty : w.whole(formatCount(check.entries, locale), check.entries)}
      </p>
    )
  }
  const { brokenAt, entries, why } = check
  const at = Number(brokenAt?.split('-')[0])
  const good = brokenAt === undefined ? entries : entries - 1
  return (
    <p className="flex flex-wrap items-baseline gap-x-1.5 text-failure">
      <ShieldAlert className="size-4 shrink-0 self-center" aria-hidden />
      <span className="font-medium">{w.broken}</span>
      {brokenAt === undefined ? (
        <span>{w.atEnd}</span>
      ) : (
        <span>
          <Sentence
            text={w.at}
            parts={{
              id: <UserText className="font-mono text-xs">{brokenAt}</UserText>,
              time: <Moment at={at} />,
            }}
          />
        </span>
      )}
      <span>{why}</span>
      {good > 0 && <span className="text-muted">{w.good(formatCount(good, locale), good)}</span>}
    </p>
  )
}
