import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { ThemeProvider } from 'next-themes'
import type { ReactNode } from 'react'
import { wordsLocale } from '#components/format/viewer-locale.ts'
import { AppFrame } from '#components/shell/app-frame.tsx'
import { pages } from '#words/pages.ts'
import { meOf } from './api/me/me-of.ts'
import { jobTypes, requestNonce } from './data.ts'
import { whoAsks } from './page-principal.ts'
import './globals.css'

// Every page carries the nonce of its own request, so no page can be made before it is asked for.
export const dynamic = 'force-dynamic'

// No title here: each page writes its own <title>, which the job page changes while the job runs.
export const metadata: Metadata = {
  description: pages.about,
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#161a21' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // The page asks as well, and what it is refused is shown in its place; without the frame, which is made for somebody.
  const [nonce, principal] = await Promise.all([requestNonce(), whoAsks().catch(() => undefined)])
  return (
    // The theme's script sets the class before React wakes up.
    <html lang={wordsLocale} className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body className="flex h-dvh flex-col font-sans">
        <ThemeProvider attribute="class" defaultTheme="system" nonce={nonce}>
          <AppFrame me={principal && meOf(principal)} types={principal ? jobTypes() : []}>
            {children}
          </AppFrame>
        </ThemeProvider>
      </body>
    </html>
  )
}
