import { CopyField } from '#components/ui/copy-field.tsx'
import { tokens as words } from '#words/tokens.ts'

/** A token that was made just now, to be copied. Nothing but its digest is stored. */
export const MadeToken = ({ token }: { token: string }) => (
  <CopyField label={words.token} value={token} copy={words.copy}>
    <div className="min-w-0 text-muted">
      <p role="status">{words.made}</p>
      <p className="text-xs">
        {words.usage} <code className="font-mono">Authorization: Bearer wbt_…</code>
      </p>
    </div>
  </CopyField>
)
