/** A token as the page gets it from the API. */
export interface TokenListItem {
  id: string
  name: string
  createdAt: string
  expiresAt: string
  usedAt?: string
}
