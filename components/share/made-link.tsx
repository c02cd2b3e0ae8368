import { Moment } from '#components/time/moment.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Sentence } from '#components/words/sentence.tsx'
import type { ShareAnswer } from '#core/job-link.ts'
import { share as w } from '#words/share.ts'

/** The link that was made, to be copied. It is shown once: nothing of it is stored. */
export const MadeLink = ({ link: { url, expiresAt } }: { link: ShareAnswer }) => (
  <CopyField label={w.link} value={url} copy={w.copy}>
    <p role="status" className="text-muted">
      <Sentence text={w.made} parts={{ time: <Moment at={Date.parse(expiresAt)} as="day" /> }} />
    </p>
  </CopyField>
)
