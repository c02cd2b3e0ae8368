import { WorkersPage } from '#components/workers/workers-page.tsx'

export default function Page() {
  return (
    <>
      <title>Workers · Waybill</title>
      <WorkersPage />
    </>
  )
}
