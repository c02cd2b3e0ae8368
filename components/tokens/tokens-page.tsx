'use client'

import { useRef, useState } from 'react'
import { tokens as words } from '#words/tokens.ts'
import { MakeToken } from './make-token.tsx'
import type { TokenListItem } from './token-list-item.ts'
import { TokenRow } from './token-row.tsx'

const heads = [words.heads.name, words.heads.made, words.heads.used, words.heads.ends]

/** The tokens by which somebody lets programs in as themselves. */
export function TokensPage({ tokens }: { tokens: TokenListItem[] }) {
  const [shown, setShown] = useState(tokens)
  const [told, setTold] = useState('')
  const list = useRef<HTMLElement>(null)
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-6 px-4 py-6 sm:px-6">
      <header className="flex flex-col gap-1">
        <h1 className="font-semibold text-xl tracking-tight">{words.title}</h1>
        <p className="max-w-prose text-muted">{words.about}</p>
      </header>
      <MakeToken onMade={(made) => setShown((before) => [made, ...before])} />
      <section ref={list} tabIndex={-1} aria-label={words.list} className="flex flex-col gap-2">
        {shown.length === 0 ? (
          <p className="rounded-lg border border-line border-dashed px-4 py-8 text-center text-muted">{words.none}</p>
        ) : (
          <>
            <div
              aria-hidden
              className="grid grid-cols-[minmax(0,1fr)_7rem_7rem_7rem_9rem] gap-x-4 px-4 font-medium text-muted text-xs max-sm:hidden"
            >
              {heads.map((head) => (
                <span key={head}>{head}</span>
              ))}
            </div>
            <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
              {shown.map((token) => (
                <TokenRow
                  key={token.id}
                  token={token}
                  onRevoked={() => {
                    setShown((before) => before.filter(({ id }) => id !== token.id))
                    setTold(words.revoked(token.name))
                    // The button that had the focus goes with its row.
                    list.current?.focus()
                  }}
                />
              ))}
            </ul>
          </>
        )}
        <p role="status" className="min-h-5 text-muted text-sm">
          {told}
        </p>
      </section>
    </div>
  )
}
