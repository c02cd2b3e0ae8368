import { Notice } from '#components/shell/notice.tsx'
import { words } from '#components/words/words.ts'

const w = words.faces.notFound

export default function NotFound() {
  return (
    <Notice title={w.title}>
      <title>{`${w.title} · Waybill`}</title>
      <p>{w.text}</p>
    </Notice>
  )
}
