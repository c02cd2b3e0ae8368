'use client'

import { usePathname } from 'next/navigation'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { JobTypesProvider } from '#components/job/job-types.tsx'
import { NewJobProvider } from '#components/new-job/new-job-provider.tsx'
import { MeProvider } from '#components/sign-in/me-context.tsx'
import { Toasts } from '#components/ui/toasts.tsx'
import { WatchedProvider } from '#components/watched/watched-provider.tsx'
import type { JobType } from '#core/job-type.ts'
import type { Me } from '#core/sign-in.ts'
import { Header } from './header.tsx'
import { LastKnown } from './last-known.tsx'
import { Main } from './main.tsx'
import { BottomBar } from './navigation.tsx'
import { NoWorkerBanner } from './no-worker-banner.tsx'
import { ShellProvider } from './shell-provider.tsx'
import { SkipLink } from './skip-link.tsx'

interface AppFrameProps {
  /** Undefined for nobody in particular. */
  me: Me | undefined
  types: readonly JobType[]
  children: ReactNode
}

/** What is around every page for whoever is known. A job somebody shared has a frame of its own, the same for everybody. */
export function AppFrame({ me, types, children }: AppFrameProps) {
  if (usePathname() === '/shared') return children
  if (!me) return <Main>{children}</Main>
  return (
    <MeProvider me={me}>
      <NuqsAdapter>
        <JobTypesProvider types={types}>
          <NewJobProvider>
            <ShellProvider>
              <SkipLink />
              <Header />
              <NoWorkerBanner />
              <LastKnown>
                <Main>
                  <WatchedProvider>{children}</WatchedProvider>
                </Main>
              </LastKnown>
              <BottomBar />
            </ShellProvider>
          </NewJobProvider>
        </JobTypesProvider>
      </NuqsAdapter>
      <Toasts />
    </MeProvider>
  )
}
