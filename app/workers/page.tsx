import { words } from '#components/words/words.ts'
import { WorkersPage } from '#components/workers/workers-page.tsx'
import { requirePageRight } from '../page-principal.ts'

export default async function Page() {
  await requirePageRight('/workers', 'ops.view')
  return (
    <>
      <title>{words.shell.tab(words.shell.workers)}</title>
      <WorkersPage />
    </>
  )
}
