import { Notice } from '#components/shell/notice.tsx'

export default function NotFound() {
  return (
    <Notice title="There is nothing here">
      <title>Not found · Waybill</title>
      <p>The address may be mistyped, or what it led to was moved.</p>
    </Notice>
  )
}
