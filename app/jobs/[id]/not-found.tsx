import { Notice } from '#components/shell/notice.tsx'

export default function UnknownJob() {
  return (
    <Notice title="No job has this id">
      <title>Unknown job · Waybill</title>
      <p>It may be mistyped, or the job was removed. A job that is still waiting would be shown here as pending.</p>
    </Notice>
  )
}
