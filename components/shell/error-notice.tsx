import { Button } from '#components/ui/button.tsx'
import { words } from '#components/words/words.ts'
import { faces as w } from '#words/faces.ts'
import { Notice } from './notice.tsx'

/** What the server gives of an error to the browser: a code and the id of the request. Anything else is Next's own name for it. */
const namedError = /^([a-z_]+) ([\w-]+)$/

/** Says that a page could not be made, or broke, and by which id the server's log knows that. */
export function ErrorNotice({ digest, retry }: { digest: string; retry: () => void }) {
  const [, code, requestId = digest] = namedError.exec(digest) ?? []
  const isRedis = code === 'redis_unavailable'
  const title = isRedis ? w.noRedis.title : w.error.title
  return (
    <Notice
      title={title}
      action={
        <Button look="primary" onClick={retry}>
          {w.tryAgain}
        </Button>
      }
    >
      <title>{words.shell.tab(title)}</title>
      <p>{isRedis ? w.noRedis.text : requestId ? w.error.server : w.error.browser}</p>
      {requestId && (
        <>
          {!isRedis && <p>{w.error.report}</p>}
          <p className="text-sm">
            {w.requestId} <code className="select-all break-all font-mono text-ink">{requestId}</code>
          </p>
        </>
      )}
    </Notice>
  )
}
