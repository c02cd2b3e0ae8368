import { NotAllowed } from '#components/shell/not-allowed.tsx'

export default function WorkersNotAllowed() {
  return <NotAllowed page="workers" />
}
