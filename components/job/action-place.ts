'use client'

import { createContext, useContext } from 'react'

/** Where a command stands: on a card, first or beside others on a job's page, or in the menu of what is left. */
export type ActionPlace = 'card' | 'first' | 'row' | 'menu'

export const ActionPlaceContext = createContext<ActionPlace>('card')

export const useActionPlace = (): ActionPlace => useContext(ActionPlaceContext)
