'use client'

import { Unplug } from 'lucide-react'
import { useWorkersOnline } from '#components/live/use-workers-online.ts'
import { words } from '#components/words/words.ts'
import { Banner } from './banner.tsx'

/** Says on every page that nobody is there to run jobs. Says nothing while that is not known. */
export function NoWorkerBanner() {
  const workers = useWorkersOnline()
  return <div role="status">{workers === 0 && <Banner Icon={Unplug}>{words.shell.noWorker}</Banner>}</div>
}
