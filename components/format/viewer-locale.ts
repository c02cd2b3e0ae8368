import { words } from '#components/words/words.ts'

/** The language of the words; it alone stands where nobody knows the viewer. */
export const wordsLocale = words.language

// Finding a region costs more than remembering it, and every card asks whenever it changes.
const found = new Map<string, string>()

/**
 * The language of the words with the conventions of the viewer's region: a German reads English sentences with a clock of 24 hours
 * and a point between thousands (`en-DE`).
 */
export function viewerLocale(preferred = typeof navigator === 'undefined' ? '' : navigator.language): string {
  const locale = found.get(preferred) ?? find(preferred)
  found.set(preferred, locale)
  return locale
}

function find(preferred: string): string {
  try {
    const region = preferred && new Intl.Locale(preferred).maximize().region
    return region ? `${wordsLocale}-${region}` : wordsLocale
  } catch {
    // A browser may be set to something that is no language.
    return wordsLocale
  }
}
