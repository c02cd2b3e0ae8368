import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** One line under the header about what concerns the whole page, read aloud when it appears. */
export const Banner = ({ Icon, children }: { Icon: LucideIcon; children: ReactNode }) => (
  <p className="flex items-center justify-center gap-2 border-line border-b bg-failure/10 px-4 py-1.5 text-center text-failure text-sm">
    <Icon className="size-4 shrink-0" aria-hidden />
    {children}
  </p>
)
