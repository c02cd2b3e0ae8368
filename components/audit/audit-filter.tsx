import { Button } from '#components/ui/button.tsx'
import { auditActions } from '#core/audit-entry.ts'
import { audit as w } from '#words/audit.ts'

const field = 'h-9 rounded-md border border-edge bg-surface px-2 text-sm'

/** Chooses which entries are shown. A plain form: the filter is in the address, and works before any script has run. */
export function AuditFilter({ action, by }: { action?: string; by?: string }) {
  return (
    <form action="/audit" className="flex flex-wrap items-end gap-3">
      <label className="grid gap-1 text-muted text-xs">
        {w.heads.action}
        <select name="action" defaultValue={action ?? ''} className={`${field} text-ink`}>
          <option value="">{w.everything}</option>
          {auditActions.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <label className="grid gap-1 text-muted text-xs">
        {w.heads.by}
        <input name="by" defaultValue={by ?? ''} maxLength={300} className={`${field} text-ink`} />
      </label>
      <Button type="submit">{w.show}</Button>
    </form>
  )
}
