/** Who there is in the test, and what they are. `cy` was a submitter until the account was removed. */
export const roles = {
  ada: 'submitter',
  bob: 'submitter',
  cy: 'revoked',
  vera: 'viewer',
  olga: 'operator',
  root: 'admin',
  nobody: 'nobody',
} as const
export type Who = keyof typeof roles
export const people = Object.keys(roles) as Who[] // the keys of a constant

/** A piece of text that is found nowhere else, and whom it belongs to. */
export interface Secret {
  text: string
  /** Undefined for what nobody submitted. */
  owner: Who | undefined
  /** Of what went in and came out, which a viewer is not shown. */
  isContent?: boolean
  /** Who is told of it although they may not see it, and why. */
  alsoTold?: { who: Who; why: string }
}

/** What each may see, written down once more: the product asks `can`, this test does not. */
export function maySee(who: Who, { owner, isContent, alsoTold }: Secret): boolean {
  switch (roles[who]) {
    case 'operator':
    case 'admin':
      return true
    case 'viewer':
      return !isContent
    case 'submitter':
      return owner === who || alsoTold?.who === who
    default:
      return false
  }
}

/** What `who` was told and may not know. What they asked with they knew before. */
export function leaksIn(told: string, who: Who, secrets: readonly Secret[], asked = ''): string[] {
  return secrets
    .filter((secret) => !maySee(who, secret) && told.includes(secret.text) && !asked.includes(secret.text))
    .map(({ text, owner, isContent }) => {
      const at = told.indexOf(text)
      const where = told.slice(Math.max(0, at - 80), at + text.length + 20)
      return `${owner ?? 'nobody'}'s${isContent ? ' content' : ''}, in …${where}…`
    })
}
