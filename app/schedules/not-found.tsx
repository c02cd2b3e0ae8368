import { NotAllowed } from '#components/shell/not-allowed.tsx'

export default function SchedulesNotAllowed() {
  return <NotAllowed page="schedules" />
}
