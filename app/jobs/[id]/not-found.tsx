import { Notice } from '#components/shell/notice.tsx'
import { words } from '#components/words/words.ts'

const w = words.faces.unknownJob

export default function UnknownJob() {
  return (
    <Notice title={w.title}>
      <title>{`${w.title} · Waybill`}</title>
      <p>{w.text}</p>
      <p>{w.more}</p>
    </Notice>
  )
}
