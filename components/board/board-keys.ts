'use client'

import { type RefObject, useContext, useMemo } from 'react'
import { formatCount } from '#components/format/quantity.ts'
import { viewerLocale } from '#components/format/viewer-locale.ts'
import { useLiveStore } from '#components/live/live-store.ts'
import { type Keys, useKeys } from '#components/shell/use-keys.ts'
import { useToasts } from '#components/ui/toasts.tsx'
import { words } from '#components/words/words.ts'
import { type JobState, jobStates } from '#core/job-state.ts'
import type { BoardView } from '#core/view.ts'
import type { ColumnHandle } from './column.tsx'
import { commandJobs, type JobCommand, whereApplies } from './command-jobs.ts'
import { SelectionContext } from './selection.ts'
import { useJobCommands } from './use-job-commands.ts'

export type ColumnHandles = Partial<Record<JobState, ColumnHandle | null>>

/** The card the keyboard is at. */
function currentCard(): { id: string; state: JobState } | undefined {
  const card = document.activeElement?.closest<HTMLElement>('article[data-job]')
  const state = jobStates.find((known) => known === card?.dataset.state)
  return card?.dataset.job && state ? { id: card.dataset.job, state } : undefined
}

/** Retries or cancels the marked cards, or the one the keyboard is at; says what came of it. */
export function useCommand(view: BoardView): (command: JobCommand) => Promise<void> {
  const store = useLiveStore()
  const selection = useContext(SelectionContext)
  const toasts = useToasts()
  const may = useJobCommands()
  return async (command) => {
    if (!may[command]) return toasts.show({ kind: 'note', text: words.rights[command] })
    const current = currentCard()
    const ids = selection.read().size > 0 ? [...selection.read()] : current ? [current.id] : []
    if (ids.length === 0) return
    const jobs = whereApplies(
      command,
      ids.flatMap((id) => store.watch(view)?.job(id) ?? []),
    )
    if (jobs.length === 0) {
      const text = command === 'retry' ? words.board.nothingToRetry : words.board.nothingToCancel
      return toasts.show({ kind: 'note', text })
    }
    const { done, refused, why } = await commandJobs(command, jobs)
    const say = (n: number) => formatCount(n, viewerLocale())
    const asked = command === 'retry' ? words.board.retryAsked : words.board.cancelAsked
    if (done > 0) toasts.show({ kind: 'done', text: asked(say(done), done) })
    if (refused > 0) toasts.show({ kind: 'wrong', text: words.board.refused(say(refused), refused, why ?? '') })
    else selection.clear()
  }
}

/** The keys of the board: `j` and `k` go along a column, `h` and `l` from one to the next. */
export function useBoardKeys(
  columns: RefObject<ColumnHandles>,
  command: (command: JobCommand) => Promise<void>,
  choose: (state: JobState) => void,
): void {
  const selection = useContext(SelectionContext)
  const toasts = useToasts()
  const may = useJobCommands()
  const mayMark = may.retry || may.cancel
  const keys = useMemo<Keys>(() => {
    const enter = (state: JobState, index: number) => {
      const column = columns.current[state]
      const id = column?.ids[Math.min(Math.max(index, 0), column.ids.length - 1)]
      if (id) column.focus(id)
    }
    const first = () => jobStates.find((state) => columns.current[state]?.ids.length)
    const along = (step: number) => () => {
      const at = currentCard()
      const state = at?.state ?? first()
      if (state) enter(state, at ? (columns.current[state]?.ids.indexOf(at.id) ?? 0) + step : 0)
    }
    const across = (step: number) => () => {
      const at = currentCard()
      const from = jobStates.indexOf(at?.state ?? first() ?? 'pending')
      const others = step > 0 ? jobStates.slice(from + 1) : jobStates.slice(0, from).reverse()
      const state = at ? others.find((other) => columns.current[other]?.ids.length) : first()
      if (!state) return
      choose(state)
      enter(state, at ? (columns.current[at.state]?.ids.indexOf(at.id) ?? 0) : 0)
    }
    const forget = () => selection.clear()
    return {
      j: along(1),
      k: along(-1),
      l: across(1),
      h: across(-1),
      x: () => {
        if (!mayMark) return toasts.show({ kind: 'note', text: words.rights.mark })
        const at = currentCard()
        if (at) selection.toggle(at.id)
      },
      r: () => void command('retry'),
      c: () => void command('cancel'),
      Escape: forget,
    }
  }, [columns, command, choose, selection, toasts, mayMark])
  useKeys(keys)
}
