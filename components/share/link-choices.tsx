import { controlClass } from '#components/new-job/control-class.ts'
import type { LinkScope } from '#core/job-link.ts'
import { maxLinkSeconds } from '#core/link-limits.ts'

const scopes: { scope: LinkScope; word: string; means: string }[] = [
  { scope: 'view', word: 'Watch', means: 'State, progress, stages and the result in a few words' },
  { scope: 'view+download', word: 'Watch and download', means: 'Also its files, and the result as data for a program' },
]

const hour = 60 * 60
const times: { seconds: number; word: string }[] = [
  { seconds: hour, word: 'one hour' },
  { seconds: 24 * hour, word: 'one day' },
  { seconds: 7 * 24 * hour, word: 'seven days' },
  { seconds: maxLinkSeconds, word: 'as long as the job is kept, at most 30 days' },
]

/** What the link is to allow, and for how long. */
export const LinkChoices = () => (
  <>
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1.5 font-medium">Whoever has it may</legend>
      {scopes.map(({ scope, word, means }) => (
        <label key={scope} className="flex items-start gap-2.5">
          <input
            type="radio"
            name="scope"
            value={scope}
            defaultChecked={scope === 'view'}
            className="mt-1 accent-accent"
          />
          <span className="flex flex-col">
            {word}
            <span className="text-muted text-sm">{means}</span>
          </span>
        </label>
      ))}
    </fieldset>
    <label className="flex flex-col gap-1 font-medium">
      It works for
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
