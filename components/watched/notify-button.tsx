'use client'

import { Bell, BellRing } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { usePreference } from '#components/shell/use-preference.ts'
import { Button } from '#components/ui/button.tsx'
import { useToasts } from '#components/ui/toasts.tsx'
import { words } from '#components/words/words.ts'
import { askToNotify, wantsNotifications } from './notifications.ts'
import { watchedJobs } from './watched-jobs.ts'

const none: readonly string[] = []

/** Offers to tell of ends, while this browser has jobs that have not ended. The browser is asked only when this is pressed. */
export function NotifyButton() {
  const open = useSyncExternalStore(watchedJobs.subscribe, watchedJobs.open, () => none)
  const isOn = usePreference(wantsNotifications) === 'on'
  const toasts = useToasts()
  if (open.length === 0) return null

  async function press() {
    if (isOn) return wantsNotifications.set(null)
    const isAllowed = await askToNotify()
    if (isAllowed) wantsNotifications.set('on')
    toasts.show(isAllowed ? { kind: 'note', text: words.away.granted } : { kind: 'wrong', text: words.away.blocked })
  }
  const Icon = isOn ? BellRing : Bell
  return (
    <Button
      look="quiet"
      size="icon"
      onClick={press}
      aria-pressed={isOn}
      aria-label={words.away.notify}
      title={isOn ? words.away.notifyOn : words.away.notify}
    >
      <Icon className={`size-4.5 ${isOn ? 'text-accent' : ''}`} aria-hidden />
    </Button>
  )
}
