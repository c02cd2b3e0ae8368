'use client'

import { ask } from '#components/api/ask.ts'
import { useAsking } from '#components/api/use-asking.ts'
import { Moment } from '#components/time/moment.tsx'
import { Button } from '#components/ui/button.tsx'
import { Refusal } from '#components/ui/refusal.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { tokens as words } from '#words/tokens.ts'
import type { TokenListItem } from './token-list-item.ts'

/** One token of the list. Taking it back asks once more: what uses it stops at once. */
export function TokenRow({ token, onRevoked }: { token: TokenListItem; onRevoked: () => void }) {
  const { state, isAsking, refusal, attemptWhenSure, forget } = useAsking()
  const { id, name, createdAt, usedAt, expiresAt } = token

  async function revoke() {
    await ask(`/api/tokens/${id}`, { method: 'DELETE' })
    onRevoked()
  }

  const isUnsure = state === 'unsure'
  const [said, label] = isAsking
    ? [words.revoking, words.revokingOf(name)]
    : isUnsure
      ? [words.sure, words.sureOf(name)]
      : [words.revoke, words.revokeOf(name)]
  return (
    <li className="grid items-center gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_7rem_7rem_7rem_auto]">
      <UserText className="min-w-0 break-words font-medium">{name}</UserText>
      <Fact head={words.heads.made} at={createdAt} />
      <Fact head={words.heads.used} at={usedAt} />
      <Fact head={words.heads.ends} at={expiresAt} />
      <Button
        size="small"
        onClick={() => attemptWhenSure(revoke)}
        onBlur={forget}
        aria-label={label}
        aria-disabled={isAsking}
        className={`justify-self-start sm:w-36 ${isUnsure ? 'border-failure! text-failure!' : ''}`}
      >
        {said}
      </Button>
      <Refusal text={refusal} className="text-sm sm:col-span-5" />
    </li>
  )
}

/** A time with what it is; on a wide page a head above all of them says it. */
const Fact = ({ head, at }: { head: string; at: string | undefined }) => (
  <p className="text-muted text-sm tabular-nums">
    <span className="sm:sr-only">{head} </span>
    {at === undefined ? words.neverUsed : <Moment at={Date.parse(at)} />}
  </p>
)
