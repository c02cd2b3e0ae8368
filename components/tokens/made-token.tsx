import { CopyButton } from '#components/job-page/copy-button.tsx'
import { controlClass } from '#components/new-job/control-class.ts'
import { tokens as words } from '#words/tokens.ts'

/** A token that was made just now, to be copied. Nothing but its digest is stored. */
export const MadeToken = ({ token }: { token: string }) => (
  <div className="flex flex-col gap-3 rounded-lg border border-line bg-sunken p-4">
    <p role="status" className="font-medium">
      {words.made}
    </p>
    <label className="flex flex-col gap-1 text-sm">
      {words.token}
      <input
        readOnly
        value={token}
        ref={focus}
        onFocus={(event) => event.currentTarget.select()}
        className={`${controlClass} font-mono text-xs`}
      />
    </label>
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <CopyButton label={words.copy} text={() => token} />
      <p className="text-muted text-xs">
        {words.usage} <code className="font-mono">Authorization: Bearer wbt_…</code>
      </p>
    </div>
  </div>
)

/** Whoever cannot use the clipboard copies it by hand. */
function focus(input: HTMLInputElement | null) {
  input?.focus()
}
