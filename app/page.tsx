import { Board } from '#components/board/board.tsx'

export default function BoardPage() {
  return (
    <>
      <title>Board · Waybill</title>
      <Board />
    </>
  )
}
