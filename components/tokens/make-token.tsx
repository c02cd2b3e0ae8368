'use client'

import { type FormEvent, useId, useState } from 'react'
import { askPost, reasonOf } from '#components/api/ask.ts'
import { controlClass } from '#components/new-job/control-class.ts'
import { Button } from '#components/ui/button.tsx'
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
  const [isAsking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  async function make(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    if (isAsking) return
    setAsking(true)
    setRefusal(undefined)
    setToken(undefined)
    try {
      const wish = { name: given.get('name'), expiresInSeconds: Number(given.get('seconds')) }
      const { token: made, ...about } = await askPost<TokenListItem & { token: string }>('/api/tokens', wish)
      setToken(made)
      onMade(about)
      form.reset()
    } catch (error) {
      setRefusal(reasonOf(error))
    }
    setAsking(false)
  }

  return (
    <div className="flex flex-col gap-4">
      <form onSubmit={make} className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_10rem_auto]">
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
      {refusal && (
        <p role="alert" className="text-failure">
          {refusal}
        </p>
      )}
      {token && <MadeToken key={token} token={token} />}
    </div>
  )
}
