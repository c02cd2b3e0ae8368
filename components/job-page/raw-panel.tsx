'use client'

import { jobPath } from '#components/api/job-path.ts'
import { JsonTree } from '#components/json/json-tree.tsx'
import { Moment } from '#components/time/moment.tsx'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { panelWords } from '#components/words/panel-words.ts'
import { Sentence } from '#components/words/sentence.tsx'
import { FetchedPanel } from './fetched-panel.tsx'

/** The job as the API answers it, at the moment it was fetched: this does not move by itself. */
export const RawPanel = ({ id }: { id: string }) => (
  <FetchedPanel path={jobPath.job(id)}>
    {(answer: unknown, { at, load }) => (
      <div className="flex flex-col gap-3">
        <JsonTree key={at} value={answer} label={panelWords.raw.tree} />
        <div className="flex flex-wrap items-center gap-2">
          <CopyButton label={panelWords.copyJson} text={() => JSON.stringify(answer, null, 2)} />
          <Button size="small" onClick={load}>
            {panelWords.raw.again}
          </Button>
          <span className="text-muted text-xs">
            <Sentence text={panelWords.raw.asOf} parts={{ time: <Moment at={at} as="clock" /> }} />
          </span>
        </div>
      </div>
    )}
  </FetchedPanel>
)
