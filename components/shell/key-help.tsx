'use client'

import { Modal } from '#components/ui/modal.tsx'
import { words } from '#components/words/words.ts'
import { singleKeys } from './preferences.ts'
import { usePreference } from './use-preference.ts'

const w = words.keys

/** Keys of one line: one after the other, or any of them. */
const everywhere: [string[], string][] = [
  [['/'], w.search],
  [['n'], w.newJob],
  [['Ctrl K'], w.palette],
  [['g', 'b'], w.goBoard],
  [['g', 'w'], w.goWorkers],
  [['g', 's'], w.goSchedules],
  [['?'], w.help],
]
const onBoard: [string[], string][] = [
  [['j', 'k'], w.next],
  [['h', 'l'], w.side],
  [['Enter'], w.openCard],
  [['x'], w.select],
  [['r'], w.retry],
  [['c'], w.cancel],
  [['Esc'], w.leave],
]

/** What every key does, and a switch for who does not want that. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const isOn = usePreference(singleKeys) !== 'off'
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

function KeyList({ title, keys }: { title: string; keys: [string[], string][] }) {
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
