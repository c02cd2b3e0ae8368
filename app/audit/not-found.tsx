import { NotAllowed } from '#components/shell/not-allowed.tsx'

export default function AuditNotAllowed() {
  return <NotAllowed page="audit" />
}
