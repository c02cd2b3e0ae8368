import type { BoardView } from '#core/view.ts'

/** The one view the board page watches. */
export const boardView: BoardView = { kind: 'board', perState: 50 }
