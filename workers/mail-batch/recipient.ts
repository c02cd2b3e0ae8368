/** Somebody on the list. */
export interface Recipient {
  email: string
  /** By the name of the column, in lower case. */
  values: ReadonlyMap<string, string>
  /** Where it stands, for people: `line 3`. */
  place: string
}

/** Two spellings of one address are one recipient: what tells them apart on paper does so at hardly any server. */
export const recipientKey = ({ email }: Pick<Recipient, 'email'>): string => email.toLowerCase()
