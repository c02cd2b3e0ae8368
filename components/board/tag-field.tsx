'use client'

import { words } from '#components/words/words.ts'

/** Takes a tag that no job on the board has. */
export function TagField({ onAdd }: { onAdd: (tag: string) => void }) {
  return (
    <form
      action={(data) => {
        const tag = String(data.get('tag') ?? '').trim()
        if (tag) onAdd(tag)
      }}
      className="pt-2"
    >
      <input
        name="tag"
        maxLength={100}
        autoComplete="off"
        aria-label={words.filter.otherTag}
        placeholder={words.filter.otherTag}
        className="h-8 w-full rounded-md border border-edge bg-canvas px-2 placeholder:text-muted"
      />
    </form>
  )
}
