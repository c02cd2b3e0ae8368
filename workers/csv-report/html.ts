/** Markup that is safe to write: made by `html`, which escapes whatever it is given. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = Html | string | number | undefined | false | readonly Html[]

/** Makes markup from a template. Everything put into it is escaped, except other markup; nothing else can make markup. */
export function html(template: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(template.map((text, i) => text + (i < parts.length ? markupOf(parts[i]) : '')).join(''))
}

function markupOf(part: Part): string {
  if (part instanceof Html) return part.markup
  if (Array.isArray(part)) return part.map((item: Html) => item.markup).join('')
  return part === undefined || part === false ? '' : escapeHtml(String(part))
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
