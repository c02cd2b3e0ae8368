import Link from 'next/link'
import { AuditFilter } from '#components/audit/audit-filter.tsx'
import { AuditTable } from '#components/audit/audit-table.tsx'
import { ChainCheck } from '#components/audit/chain-check.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { words } from '#components/words/words.ts'
import type { AuditQuery } from '#core/audit-entry.ts'
import { WaybillError } from '#core/errors.ts'
import { audit as w } from '#words/audit.ts'
import { auditQuery } from '../api/audit/audit-query.ts'
import { pageData } from '../page-data.ts'
import { requirePageRight } from '../page-principal.ts'
import { services } from '../services.ts'

type Search = Record<string, string | string[] | undefined>

export default async function AuditPage({ searchParams }: { searchParams: Promise<Search> }) {
  await requirePageRight('/audit', 'audit.view')
  const query = queryOf(await searchParams)
  const { entries, next } = await pageData(async () => (await services()).audit.read(query))
  return (
    <div className="mx-auto grid w-full max-w-5xl gap-4 px-4 py-6 sm:px-6">
      <title>{words.shell.tab(w.title)}</title>
      <header className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="font-semibold text-xl tracking-tight">{w.title}</h1>
        <a href="/api/audit/export" className={buttonClass()}>
          {w.export}
        </a>
      </header>
      <ChainCheck />
      <AuditFilter key={`${query.action} ${query.by}`} action={query.action} by={query.by} />
      <AuditTable
        entries={entries}
        isNarrow={[query.action, query.by, query.before].some((given) => given !== undefined)}
      />
      {next !== undefined && (
        <Link href={`/audit?${older(query, next)}`} prefetch={false} className={`${buttonClass()} justify-self-end`}>
          {w.older}
        </Link>
      )}
    </div>
  )
}

/** An address nobody can read shows the log from its end; the API is the place that complains. */
function queryOf(search: Search): AuditQuery {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) if (typeof value === 'string') params.set(name, value)
  try {
    return auditQuery(params)
  } catch (error) {
    if (error instanceof WaybillError) return { limit: 50 }
    throw error
  }
}

function older({ action, by }: AuditQuery, before: string): URLSearchParams {
  const given = Object.entries({ action, by, before }).filter(([, value]) => value !== undefined)
  return new URLSearchParams(given as [string, string][])
}
