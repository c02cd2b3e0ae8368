'use client'

import { debounce, parseAsString, useQueryState } from 'nuqs'

/** What the board is searched for; stands in the address, so that a board can be sent to somebody. */
export function useBoardSearch(): [string, (text: string) => void] {
  const [search, setSearch] = useQueryState(
    'q',
    parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(250) }),
  )
  return [search, (text) => void setSearch(text || null)]
}
