import { SchedulesPage } from '#components/schedules/schedules-page.tsx'
import { words } from '#components/words/words.ts'
import { requirePageRight } from '../page-principal.ts'

export default async function Page() {
  await requirePageRight('/schedules', 'schedule.view')
  return (
    <>
      <title>{words.shell.tab(words.shell.schedules)}</title>
      <SchedulesPage />
    </>
  )
}
