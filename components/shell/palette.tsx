'use client'

import { Command } from 'cmdk'
import { ArrowRight, Keyboard, type LucideIcon, Monitor, Moon, Plus, Sun } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTheme } from 'next-themes'
import type { ReactNode } from 'react'
import { jobPath } from '#components/api/job-path.ts'
import { useJobTypes } from '#components/job/job-types.tsx'
import { jobStateLook } from '#components/job-state-look.ts'
import { useLiveStore } from '#components/live/live-store.ts'
import { useNewJob } from '#components/new-job/new-job-context.ts'
import { useMay } from '#components/sign-in/me-context.tsx'
import { Modal } from '#components/ui/modal.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { words } from '#components/words/words.ts'
import { palette as w } from '#words/palette.ts'
import { useShell } from './shell-context.ts'
import { usePages } from './use-pages.ts'

/** So many jobs can be looked through; the board's search knows more. */
const mostJobs = 200

/** Everything that can be done from anywhere, by typing a part of its name. */
export function Palette({ onClose }: { onClose: () => void }) {
  const router = useRouter()
  const { setTheme } = useTheme()
  const { open } = useNewJob()
  const { openHelp } = useShell()
  const maySubmit = useMay('job.submit')
  const types = useJobTypes().filter(({ available }) => available && maySubmit)
  const jobs = useLiveStore().jobs(mostJobs)

  // The dialog leaves first, so that the focus is given back to the page and not to it.
  const then = (act: () => void) => () => {
    onClose()
    act()
  }
  const themes: [string, string, LucideIcon][] = [
    ['light', w.light, Sun],
    ['dark', w.dark, Moon],
    ['system', w.system, Monitor],
  ]
  return (
    <Modal title={w.title} onClose={onClose} isBare>
      <Command label={w.title} loop className="flex min-h-0 flex-col">
        <Command.Input
          ref={beginHere}
          placeholder={w.placeholder}
          className="h-12 w-full shrink-0 border-line border-b bg-surface px-4 text-base text-ink -outline-offset-2 placeholder:text-muted"
        />
        <Command.List className="min-h-0 overflow-y-auto p-2">
          <Command.Empty className="p-4 text-muted">{w.none}</Command.Empty>
          <Group heading={w.goTo}>
            {usePages().map(({ path, word, Icon, key }) => (
              <Item key={path} Icon={Icon} keys={`g ${key}`} onSelect={then(() => router.push(path))}>
                {word}
              </Item>
            ))}
            <Item Icon={Keyboard} keys="?" onSelect={then(openHelp)}>
              {words.shell.keyHelp}
            </Item>
          </Group>
          {types.length > 0 && (
            <Group heading={w.create}>
              {types.map(({ type, title }) => (
                <Item key={type} Icon={Plus} value={`${w.create} ${title}`} onSelect={then(() => open(type))}>
                  {title}
                </Item>
              ))}
            </Group>
          )}
          <Group heading={w.theme}>
            {themes.map(([theme, word, Icon]) => (
              <Item key={theme} Icon={Icon} value={`${w.theme} ${word}`} onSelect={then(() => setTheme(theme))}>
                {word}
              </Item>
            ))}
          </Group>
          {jobs.length > 0 && (
            <Group heading={w.recent}>
              {jobs.map(({ id, label, type, state }) => (
                <Item
                  key={id}
                  Icon={jobStateLook[state].Icon}
                  color={jobStateLook[state].text}
                  value={`${label} ${id} ${type} ${jobStateLook[state].word}`}
                  onSelect={then(() => router.push(jobPath.page(id)))}
                >
                  <UserText className="line-clamp-1">{label}</UserText>
                </Item>
              ))}
            </Group>
          )}
        </Command.List>
      </Command>
    </Modal>
  )
}

/** A dialog gives the focus to what says so when it opens, and React's own `autoFocus` comes before it is open. */
const beginHere = (input: HTMLInputElement | null) => input?.setAttribute('autofocus', '')

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="pb-2 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  )
}

interface ItemProps {
  Icon: LucideIcon
  color?: string
  /** What it is found by, where that is more than what it says. */
  value?: string
  keys?: string
  onSelect: () => void
  children: ReactNode
}

function Item({ Icon, color = 'text-muted', value, keys, onSelect, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 text-sm aria-selected:bg-sunken"
    >
      <Icon className={`size-4 shrink-0 ${color}`} aria-hidden />
      <span className="min-w-0 flex-1">{children}</span>
      {keys && <kbd className="font-mono text-muted text-xs">{keys}</kbd>}
      <ArrowRight className="size-3.5 text-muted opacity-0 in-aria-selected:opacity-100" aria-hidden />
    </Command.Item>
  )
}
