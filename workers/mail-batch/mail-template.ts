import { InvalidMailsError } from './mail-error.ts'

/** A text with `{{column}}` in it. */
export interface MailTemplate {
  /** The columns it needs, as the template writes them. */
  columns: readonly string[]
  render(lookUp: (column: string) => string): string
}

/** Reads a template. Throws `InvalidMailsError` when braces were opened and not closed around a name. */
export function parseTemplate(text: string, name: string): MailTemplate {
  const parts = text.split(/\{\{\s*([^{}]*?)\s*\}\}/)
  // Texts stand at even places, the names between them at odd ones.
  const columns = parts.filter((_part, at) => at % 2 === 1)
  const open = parts.find((part, at) => (at % 2 === 1 ? part === '' : part.includes('{{')))
  if (open !== undefined) {
    throw new InvalidMailsError([`The ${name} opens {{ without a column and }} behind it. Write {{name of a column}}.`])
  }
  return {
    columns: [...new Set(columns)],
    render: (lookUp) => parts.map((part, at) => (at % 2 === 1 ? lookUp(part) : part)).join(''),
  }
}
