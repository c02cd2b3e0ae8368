import { viewerLocale } from '#components/format/viewer-locale.ts'

const parts = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const

/** `Mon 23 Nov 09:00`, as the viewer's region writes it: with the year when it is not this one, and with the seconds when there are any. */
export function formatRun(at: number, now = Date.now(), locale = viewerLocale()): string {
  const date = new Date(at)
  const year = date.getFullYear() === new Date(now).getFullYear() ? undefined : 'numeric'
  const second = date.getSeconds() === 0 ? undefined : '2-digit'
  return new Intl.DateTimeFormat(locale, { ...parts, year, second }).format(at).replaceAll(',', '')
}
