'use client'

import { Search, X } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { type FormEvent, useMemo, useRef, useState } from 'react'
import { jobPath } from '#components/api/job-path.ts'
import { useBoardSearch } from '#components/board/use-board-search.ts'
import { words } from '#components/words/words.ts'
import { parseJobId } from '#core/job-id.ts'
import { useKeys } from './use-keys.ts'

/** Filters the board while somebody types; a job's id leads to its page. From another page it leads to the board. */
export function SearchField() {
  const path = usePathname()
  const router = useRouter()
  const [search, setSearch] = useBoardSearch()
  const [draft, setDraft] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const isBoard = path === '/'
  const text = isBoard ? search : draft
  const change = (next: string) => (isBoard ? setSearch(next) : setDraft(next))
  useKeys(useMemo(() => ({ '/': () => input.current?.select() }), []))

  function submit(event: FormEvent) {
    event.preventDefault()
    const wanted = text.trim()
    const id = idIn(wanted)
    if (id) {
      change('')
      router.push(jobPath.page(id))
    } else if (!isBoard && wanted) {
      setDraft('')
      router.push(`/?q=${encodeURIComponent(wanted)}`)
    }
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: not every browser we meet, nor jsdom, knows the search element.
    <form role="search" onSubmit={submit} className="relative min-w-0 flex-1 sm:max-w-80">
      <Search
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
        aria-hidden
      />
      <input
        ref={input}
        type="text"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          change('')
          event.currentTarget.blur()
        }}
        aria-label={words.search.label}
        aria-keyshortcuts="/"
        title={words.shell.withKey(words.search.label, '/')}
        placeholder={words.search.placeholder}
        maxLength={320}
        className="h-9 w-full rounded-md border border-edge bg-canvas pr-8 pl-8 text-ink placeholder:text-muted"
      />
      {text && (
        <button
          type="button"
          onClick={() => {
            change('')
            input.current?.focus()
          }}
          aria-label={words.search.clear}
          className="absolute top-1/2 right-1 grid size-7 -translate-y-1/2 place-items-center rounded-md text-muted hover:text-ink"
        >
          <X className="size-4" aria-hidden />
        </button>
      )}
    </form>
  )
}

/** The job's id in what was pasted: the id itself, or the address of its page. Words with a colon in them are words. */
function idIn(text: string): string | undefined {
  const last = /\/jobs\/([^/?#]+)/.exec(text)?.[1]
  const id = last === undefined ? text : decoded(last)
  return !/\s/.test(id) && parseJobId(id) ? id : undefined
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // Not an address of ours.
    return ''
  }
}
