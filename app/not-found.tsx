import { Notice } from '#components/shell/notice.tsx'
import { words } from '#components/words/words.ts'
import { pages } from '#words/pages.ts'

const w = pages.notFound

export default function NotFound() {
  return (
    <Notice title={w.title}>
      <title>{words.shell.tab(w.title)}</title>
      <p>{w.text}</p>
    </Notice>
  )
}
