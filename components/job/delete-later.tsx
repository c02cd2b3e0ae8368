import { ask, reasonOf } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { Button } from '#components/ui/button.tsx'
import type { ToastList } from '#components/ui/toast-list.ts'
import { openJobLink } from '#components/watched/open-job-link.tsx'
import { jobPageWords } from '#components/words/job-page-words.ts'
import type { Job } from '#core/job.ts'

/** How long somebody can think better of it. The time stands still while they are at the notice. */
const undoMs = 5_000

/** Deletes a job once a notice has been there for a while and nobody has pressed its button; at once when the page is left. */
export function deleteLater({ id, label }: Pick<Job, 'id' | 'label'>, toasts: ToastList, isByPointer: boolean): void {
  const leave = () => toasts.dismiss(notice)

  async function send() {
    removeEventListener('pagehide', leave)
    try {
      // It goes out also from a page that is being closed.
      await ask(jobPath.job(id), { method: 'DELETE', keepalive: true })
    } catch (error) {
      toasts.show({
        kind: 'wrong',
        text: jobPageWords.actions.notDeleted(label, reasonOf(error)),
        action: openJobLink(id),
      })
    }
  }

  function undo() {
    removeEventListener('pagehide', leave)
    toasts.withdraw(notice)
    toasts.show({ kind: 'done', text: jobPageWords.actions.kept(label), action: openJobLink(id) })
  }

  const notice = toasts.put({
    kind: 'note',
    text: jobPageWords.actions.willBeDeleted(label),
    shownMs: undoMs,
    action: (
      <Button size="small" ref={isByPointer ? undefined : takeFocus} onClick={undo}>
        {jobPageWords.actions.undo}
      </Button>
    ),
    onLeave: () => void send(),
  })
  addEventListener('pagehide', leave)
}

/** Whoever deleted by keyboard, or a screen reader, is at the button at once, and the time stands still until they leave it. */
const takeFocus = (button: HTMLElement | null) => button?.focus()
