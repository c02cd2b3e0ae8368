'use client'

import { useMay } from '#components/sign-in/me-context.tsx'
import { Modal } from '#components/ui/modal.tsx'
import { keys as w } from '#words/keys.ts'
import { singleKeys } from './preferences.ts'
import { usePages } from './use-pages.ts'
import { usePreference } from './use-preference.ts'

/** Keys of one line: one after the other, or any of them. */
type Line = [string[], string]

const lineIf = (isThere: boolean, ...lines: Line[]): Line[] => (isThere ? lines : [])

/** What every key does for who looks, and a switch for who does not want that. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const isOn = usePreference(singleKeys) !== 'off'
  const [maySubmit, mayRetry, mayCancel] = [useMay('job.submit'), useMay('job.retry'), useMay('job.cancel')]
  const everywhere: Line[] = [
    [['/'], w.search],
    ...lineIf(maySubmit, [['n'], w.newJob]),
    [['Ctrl K'], w.palette],
    ...usePages().map(({ key, name }): Line => [['g', key], w.goTo[name]]),
    [['?'], w.help],
  ]
  const onBoard: Line[] = [
    [['j', 'k'], w.next],
    [['h', 'l'], w.side],
    [['Enter'], w.openCard],
    ...lineIf(mayRetry || mayCancel, [['x'], w.select]),
    ...lineIf(mayRetry, [['r'], w.retry]),
    ...lineIf(mayCancel, [['c'], w.cancel]),
    ...lineIf(mayRetry || mayCancel, [['Esc'], w.leave]),
  ]
  return (
    <Modal title={w.title} onClose={onClose}>
      <div className="grid gap-x-8 gap-y-4 overflow-y-auto p-5 sm:grid-cols-2">
        <KeyList title={w.everywhere} keys={everywhere} />
        <KeyList title={w.onBoard} keys={onBoard} />
        <label className="flex items-start gap-2.5 border-line border-t pt-4 sm:col-span-2">
          <input
            type="checkbox"
            checked={isOn}
            onChange={() => singleKeys.set(isOn ? 'off' : null)}
            className="mt-0.5 size-4 accent-accent"
          />
          <span>
            <span className="block font-medium">{w.single}</span>
            <span className="text-muted">{w.singleNote}</span>
          </span>
        </label>
      </div>
    </Modal>
  )
}

function KeyList({ title, keys }: { title: string; keys: readonly Line[] }) {
  return (
    <section>
      <h3 className="pb-1.5 font-semibold">{title}</h3>
      <dl>
        {keys.map(([names, does]) => (
          <div key={does} className="flex items-center gap-3 py-1">
            <dt className="flex w-20 shrink-0 gap-1">
              {names.map((name) => (
                <kbd key={name} className="rounded border border-edge bg-canvas px-1.5 font-mono text-xs leading-5">
                  {name}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
