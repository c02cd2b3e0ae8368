import { CopyButton } from '#components/job-page/copy-button.tsx'
import { controlClass } from '#components/new-job/control-class.ts'
import { Moment } from '#components/time/moment.tsx'
import { Sentence } from '#components/words/sentence.tsx'
import type { ShareAnswer } from '#core/job-link.ts'
import { share as w } from '#words/share.ts'

/** The link that was made, to be copied. It is shown once: nothing of it is stored. */
export const MadeLink = ({ link: { url, expiresAt } }: { link: ShareAnswer }) => (
  <div className="flex flex-col gap-2 rounded-lg border border-line bg-sunken p-4">
    <label className="flex flex-col gap-1 font-medium">
      {w.link}
      <input
        readOnly
        value={url}
        ref={selectAll}
        onFocus={(event) => event.currentTarget.select()}
        className={`${controlClass} font-mono font-normal text-xs`}
      />
    </label>
    <div className="flex flex-wrap items-center gap-3">
      <CopyButton label={w.copy} text={() => url} />
      <p role="status" className="text-muted text-sm">
        <Sentence text={w.made} parts={{ time: <Moment at={Date.parse(expiresAt)} as="day" /> }} />
      </p>
    </div>
  </div>
)

/** Whoever cannot use the clipboard copies it by hand. */
function selectAll(input: HTMLInputElement | null) {
  input?.focus()
}
