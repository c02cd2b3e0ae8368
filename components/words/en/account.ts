import type { Role } from '#core/principal.ts'

const roles: Record<Role, string> = {
  submitter: 'Submits jobs and sees their own.',
  viewer: 'Sees how all jobs fare.',
  operator: 'Sees and commands all jobs.',
  admin: 'May do everything.',
}

/** What the account menu says in English once it is open. */
export const account = {
  signedInAs: 'Signed in as {name}',
  roles,
  signOut: 'Sign out',
  signOutEverywhere: 'Sign out everywhere',
  tokens: 'Tokens',
  tokensHint: 'Let programs in as you',
  signOutElsewhere: 'The proxy in front of Waybill signed you in. Sign out there.',
}
