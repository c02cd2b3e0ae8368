import { Notice } from '#components/shell/notice.tsx'
import { words } from '#components/words/words.ts'
import { pages } from '#words/pages.ts'

const w = pages.unknownJob

export default function UnknownJob() {
  return (
    <Notice title={w.title}>
      <title>{words.shell.tab(w.title)}</title>
      <p>{w.text}</p>
      <p>{w.more}</p>
    </Notice>
  )
}
