'use client'

import { type FormEvent, useState } from 'react'
import { ask, askPost } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { useAsking } from '#components/api/use-asking.ts'
import { Button } from '#components/ui/button.tsx'
import { Modal } from '#components/ui/modal.tsx'
import { Refusal } from '#components/ui/refusal.tsx'
import type { ShareAnswer } from '#core/job-link.ts'
import { share as w } from '#words/share.ts'
import { LinkChoices } from './link-choices.tsx'
import { MadeLink } from './made-link.tsx'
import { RevokeLinks } from './revoke-links.tsx'

/** Makes a link to one job for whoever has no account here, and takes all of them back. */
export function ShareDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const [made, setMade] = useState<ShareAnswer>()
  const { isAsking, refusal, attempt } = useAsking()

  function make(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const wish = { scope: form.get('scope'), expiresInSeconds: Number(form.get('seconds')) }
    void attempt(async () => setMade(await askPost<ShareAnswer>(jobPath.share(id), wish)))
  }

  async function revoke() {
    await ask(jobPath.share(id), { method: 'DELETE' })
    setMade(undefined)
  }

  return (
    <Modal title={w.title} onClose={onClose}>
      <div className="flex flex-col gap-5 overflow-y-auto px-5 py-4">
        <p className="text-muted">{w.text}</p>
        {/* A choice that is changed is about another link than the one that is shown. */}
        <form onSubmit={make} onChange={() => setMade(undefined)} className="flex flex-col gap-4">
          <LinkChoices />
          <Button look="primary" type="submit" aria-disabled={isAsking} className="self-start">
            {isAsking ? w.making : w.make}
          </Button>
        </form>
        <Refusal text={refusal} />
        {made && <MadeLink key={made.token} link={made} />}
        <RevokeLinks revoke={revoke} />
      </div>
    </Modal>
  )
}
