import { SchedulesPage } from '#components/schedules/schedules-page.tsx'
import { requirePageRight } from '../page-principal.ts'

export default async function Page() {
  await requirePageRight('/schedules', 'schedule.view')
  return (
    <>
      <title>Schedules · Waybill</title>
      <SchedulesPage />
    </>
  )
}
