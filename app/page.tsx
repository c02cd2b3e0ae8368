import { Board } from '#components/board/board.tsx'
import { requirePrincipal } from './page-principal.ts'

export default async function BoardPage() {
  await requirePrincipal('/')
  return <Board />
}
