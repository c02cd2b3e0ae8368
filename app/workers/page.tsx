import { WorkersPage } from '#components/workers/workers-page.tsx'
import { requirePageRight } from '../page-principal.ts'

export default async function Page() {
  await requirePageRight('/workers', 'ops.view')
  return (
    <>
      <title>Workers · Waybill</title>
      <WorkersPage />
    </>
  )
}
