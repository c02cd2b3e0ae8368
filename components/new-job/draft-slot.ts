/** Where what was typed lies in the tab's own storage. */
export const draftSlot = 'waybill.draft'

/** Whether anything lies there: what reads it comes only then. */
export function isDraftKept(): boolean {
  try {
    return sessionStorage.getItem(draftSlot) !== null
  } catch {
    return false // A browser may refuse to remember anything.
  }
}
