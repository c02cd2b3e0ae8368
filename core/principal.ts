/** What a person or a program may be, from the one who may least to the one who may most. */
export const roles = ['submitter', 'viewer', 'operator', 'admin'] as const
export type Role = (typeof roles)[number]

/** How people say who they are. */
export const signInModes = ['none', 'local', 'token', 'password', 'header', 'oidc'] as const
export type SignInModeName = (typeof signInModes)[number]

/** Who asks for something. */
export interface Principal {
  /** The same for the same person as long as jobs are kept. What they submit is bound to it; nobody else is ever told it. */
  readonly id: string
  readonly role: Role
  /** What to call them on the page; visitors have no name. */
  readonly name?: string
  readonly mode: SignInModeName
  /** The token a program came with, by its id, when it is not the person's own browser. */
  readonly token?: string
}
