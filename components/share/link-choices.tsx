import { controlClass } from '#components/ui/control-class.ts'
import type { LinkScope } from '#core/job-link.ts'
import { maxLinkSeconds } from '#core/link-limits.ts'
import { share as w } from '#words/share.ts'

const scopes: readonly LinkScope[] = ['view', 'view+download']

const hour = 60 * 60
const times: { seconds: number; word: string }[] = [
  { seconds: hour, word: w.times.hour },
  { seconds: 24 * hour, word: w.times.day },
  { seconds: 7 * 24 * hour, word: w.times.week },
  { seconds: maxLinkSeconds, word: w.times.most },
]

/** What the link is to allow, and for how long. */
export const LinkChoices = () => (
  <>
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1.5 font-medium">{w.may}</legend>
      {scopes.map((scope) => (
        <label key={scope} className="flex items-start gap-2.5">
          <input
            type="radio"
            name="scope"
            value={scope}
            defaultChecked={scope === 'view'}
            className="mt-1 accent-accent"
          />
          <span className="flex flex-col">
            {w.scopes[scope].name}
            <span className="text-muted text-sm">{w.scopes[scope].means}</span>
          </span>
        </label>
      ))}
    </fieldset>
    <label className="flex flex-col gap-1 font-medium">
      {w.worksFor}
      <select name="seconds" defaultValue={maxLinkSeconds} className={`${controlClass} font-normal`}>
        {times.map(({ seconds, word }) => (
          <option key={seconds} value={seconds}>
            {word}
          </option>
        ))}
      </select>
    </label>
  </>
)
