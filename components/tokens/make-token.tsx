'use client'

import { type FormEvent, useId, useState } from 'react'
import { askPost } from '#components/api/ask.ts'
import { useAsking } from '#components/api/use-asking.ts'
import { Button } from '#components/ui/button.tsx'
import { controlClass } from '#components/ui/control-class.ts'
import { Refusal } from '#components/ui/refusal.tsx'
import { tokens as words } from '#words/tokens.ts'
import { MadeToken } from './made-token.tsx'
import type { TokenListItem } from './token-list-item.ts'

const days = 24 * 60 * 60
const spans = [
  [7 * days, words.spans.week],
  [30 * days, words.spans.month],
  [90 * days, words.spans.quarter],
  [365 * days, words.spans.year],
] as const

/** The form that makes a token, and the token, once. */
export function MakeToken({ onMade }: { onMade: (made: TokenListItem) => void }) {
  const id = useId()
  const [token, setToken] = useState<string>()
  const { isAsking, refusal, attempt } = useAsking()

  async function make(form: HTMLFormElement) {
    const given = new FormData(form)
    setToken(undefined)
    const wish = { name: given.get('name'), expiresInSeconds: Number(given.get('seconds')) }
    const { token: made, ...about } = await askPost<TokenListItem & { token: string }>('/api/tokens', wish)
    setToken(made)
    onMade(about)
    form.reset()
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    void attempt(() => make(form))
  }

  return (
    <div className="flex flex-col gap-4">
      <form onSubmit={submit} className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_10rem_auto]">
        <label htmlFor={`${id}name`} className="flex min-w-0 flex-col gap-1 font-medium">
          {words.name}
          <input
            id={`${id}name`}
            name="name"
            required
            maxLength={60}
            placeholder={words.nameExample}
            autoComplete="off"
            className={`${controlClass} font-normal`}
          />
        </label>
        <label htmlFor={`${id}seconds`} className="flex flex-col gap-1 font-medium">
          {words.until}
          <select id={`${id}seconds`} name="seconds" defaultValue={90 * days} className={`${controlClass} font-normal`}>
            {spans.map(([seconds, word]) => (
              <option key={seconds} value={seconds}>
                {word}
              </option>
            ))}
          </select>
        </label>
        <Button look="primary" type="submit" aria-disabled={isAsking}>
          {isAsking ? words.making : words.make}
        </Button>
      </form>
      <Refusal text={refusal} />
      {token && <MadeToken key={token} token={token} />}
    </div>
  )
}
