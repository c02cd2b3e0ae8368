import Link from 'next/link'
import { formatCount } from '#components/format/quantity.ts'
import { Moment } from '#components/time/moment.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import type { AuditRecord } from '#core/audit-entry.ts'
import { audit as w } from '#words/audit.ts'
import { NoEntries } from './no-entries.tsx'

const looks: Record<AuditRecord['outcome'], string> = {
  done: 'text-muted',
  refused: 'text-failure',
  failed: 'text-failure',
}

/** Entries of the audit log, newest first. */
export function AuditTable({ entries, isNarrow }: { entries: readonly AuditRecord[]; isNarrow: boolean }) {
  if (entries.length === 0) return <NoEntries isNarrow={isNarrow} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard.
    <section className="overflow-x-auto rounded-lg border border-line bg-surface" aria-label={w.entries} tabIndex={0}>
      <table className="w-full text-left text-sm">
        <thead className="border-line border-b text-muted text-xs">
          <tr>
            {Object.values(w.heads).map((head) => (
              <th key={head} scope="col" className="px-3 py-2 font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {entries.map((entry) => (
            <Row key={entry.id} entry={entry} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ entry }: { entry: AuditRecord }) {
  const { at, by, from, action, after, outcome, code, unwritten } = entry
  return (
    <tr className="align-top">
      <td className="whitespace-nowrap px-3 py-2 text-muted tabular-nums">
        <Moment at={at} />
      </td>
      <td className="min-w-28 px-3 py-2">
        <UserText>{by}</UserText>
        <span className="block font-mono text-muted text-xs">{from.address}</span>
      </td>
      <td className="whitespace-nowrap px-3 py-2 font-mono text-xs">{action}</td>
      {/* Any letter may end a line here, so without a width a phone would put each on its own. */}
      <td className="min-w-44 px-3 py-2">
        <Targets entry={entry} />
        {after !== undefined && <UserText className="block text-muted text-xs">{w.now(after)}</UserText>}
      </td>
      <td className={`px-3 py-2 ${looks[outcome]}`}>
        {w.outcomes[outcome]}
        {code !== undefined && <UserText className="block font-mono text-xs">{code}</UserText>}
        {unwritten !== undefined && <span className="block text-xs">{w.unwritten(formatCount(unwritten))}</span>}
      </td>
    </tr>
  )
}

const shown = 3

/** The first of what it was done to; a job can be looked at. */
function Targets({ entry: { action, targets } }: { entry: AuditRecord }) {
  const more = targets.count - Math.min(targets.ids.length, shown)
  return (
    <>
      {targets.ids.slice(0, shown).map((id) => (
        <span key={id} className="block font-mono text-xs">
          {action.startsWith('job.') ? (
            <Link href={`/jobs/${encodeURIComponent(id)}`} prefetch={false} className="underline">
              <UserText>{id}</UserText>
            </Link>
          ) : (
            <UserText>{id}</UserText>
          )}
        </span>
      ))}
      {more > 0 && <span className="text-muted text-xs">{w.more(formatCount(more))}</span>}
    </>
  )
}
