import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { ThemeProvider } from 'next-themes'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { JobTypesProvider } from '#components/job/job-types.tsx'
import { NewJobProvider } from '#components/new-job/new-job-provider.tsx'
import { Header } from '#components/shell/header.tsx'
import { LastKnown } from '#components/shell/last-known.tsx'
import { BottomBar } from '#components/shell/navigation.tsx'
import { NoWorkerBanner } from '#components/shell/no-worker-banner.tsx'
import { ShellProvider } from '#components/shell/shell-provider.tsx'
import { SkipLink } from '#components/shell/skip-link.tsx'
import { MeProvider } from '#components/sign-in/me-context.tsx'
import { Toasts } from '#components/ui/toasts.tsx'
import { WatchedProvider } from '#components/watched/watched-provider.tsx'
import type { Me } from '#core/sign-in.ts'
import { meOf } from './api/me/me-of.ts'
import { jobTypes, requestNonce } from './data.ts'
import { whoAsks } from './page-principal.ts'
import './globals.css'

// Every page carries the nonce of its own request, so no page can be made before it is asked for.
export const dynamic = 'force-dynamic'

// No title here: each page writes its own <title>, which the job page changes while the job runs.
export const metadata: Metadata = {
  description: 'A realtime tracker for background jobs: submit a long job, get an id at once, watch it travel.',
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#161a21' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [nonce, principal] = await Promise.all([requestNonce(), whoAsks()])
  return (
    // The theme's script sets the class before React wakes up.
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body className="flex h-dvh flex-col font-sans">
        <ThemeProvider attribute="class" defaultTheme="system" nonce={nonce}>
          {principal ? <Signed me={meOf(principal)}>{children}</Signed> : <Main>{children}</Main>}
        </ThemeProvider>
      </body>
    </html>
  )
}

/** What is around every page for whoever is known. */
const Signed = ({ me, children }: { me: Me; children: ReactNode }) => (
  <MeProvider me={me}>
    <NuqsAdapter>
      <JobTypesProvider types={jobTypes()}>
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

const Main = ({ children }: { children: ReactNode }) => (
  <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col overflow-y-auto outline-none">
    {children}
  </main>
)
