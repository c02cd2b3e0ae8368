import { formatBytes, formatLimit } from '#components/format/quantity.ts'
import { viewerLocale } from '#components/format/viewer-locale.ts'
import { isAccepted, type UploadRule } from '#core/upload-rule.ts'
import { newJob } from '#words/new-job.ts'

const w = newJob.rule

/** People know files by their endings; media types are named only where there are no endings. */
function kindWords(accept: readonly string[]): string {
  const endings = accept.filter((kind) => kind.startsWith('.'))
  return w.kinds(endings.length > 0 ? endings : accept)
}

/** `.csv or .tsv, up to 2 GiB` */
export function ruleWords({ accept = [], maxBytes }: UploadRule): string {
  const kinds = accept.length > 0 ? kindWords(accept) : w.anyFile
  return maxBytes === undefined ? kinds : w.upTo(kinds, formatLimit(maxBytes, viewerLocale()))
}

/** Why a file need not be uploaded at all, in a sentence; undefined when it may. The server has the last word. */
export function refusalOf(file: Pick<File, 'name' | 'type' | 'size'>, rule: UploadRule): string | undefined {
  const locale = viewerLocale()
  if (!isAccepted(rule.accept, { name: file.name, mediaType: file.type })) {
    return w.wrongKind(file.name, kindWords(rule.accept ?? []))
  }
  if (rule.maxBytes !== undefined && file.size > rule.maxBytes) {
    return w.tooLarge(file.name, formatBytes(file.size, locale), formatLimit(rule.maxBytes, locale))
  }
  return undefined
}
