import { SchedulesPage } from '#components/schedules/schedules-page.tsx'

export default function Page() {
  return (
    <>
      <title>Schedules · Waybill</title>
      <SchedulesPage />
    </>
  )
}
