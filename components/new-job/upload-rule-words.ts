import { formatBytes, formatLimit } from '#components/format/quantity.ts'
import { isAccepted, type UploadRule } from '#core/upload-rule.ts'

const either = new Intl.ListFormat('en', { type: 'disjunction' })

/** People know files by their endings; media types are named only where there are no endings. */
function kindWords(accept: readonly string[]): string {
  const endings = accept.filter((kind) => kind.startsWith('.'))
  return either.format(endings.length > 0 ? endings : accept)
}

/** `.csv or .tsv, up to 2 GiB` */
export function ruleWords({ accept = [], maxBytes }: UploadRule): string {
  const kinds = accept.length > 0 ? kindWords(accept) : 'Any file'
  return maxBytes === undefined ? kinds : `${kinds}, up to ${formatLimit(maxBytes)}`
}

/** Why a file need not be uploaded at all, in a sentence; undefined when it may. The server has the last word. */
export function refusalOf(file: Pick<File, 'name' | 'type' | 'size'>, rule: UploadRule): string | undefined {
  if (!isAccepted(rule.accept, { name: file.name, mediaType: file.type })) {
    return `${file.name} is not the kind of file this job takes: ${kindWords(rule.accept ?? [])}.`
  }
  if (rule.maxBytes !== undefined && file.size > rule.maxBytes) {
    return `${file.name} has ${formatBytes(file.size)}, this job takes up to ${formatLimit(rule.maxBytes)}.`
  }
  return undefined
}
