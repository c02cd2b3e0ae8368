import { InvalidFileNameError } from '#core/errors.ts'

/** What a person called a file, made fit to be shown: the last part of a path, without control and direction characters. */
export function displayName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '').trim()
  return plain === '' || /^\.+$/.test(plain) ? 'file' : [...plain].slice(0, 200).join('')
}

/** A name a job may give to a file it makes. Throws `InvalidFileNameError`. */
export function checkFileName(name: string): string {
  const plain = /^[^./\\\p{Cc}\p{Cf}][^/\\\p{Cc}\p{Cf}]{0,199}$/u.test(name) && Buffer.byteLength(name) <= 250
  if (!plain) throw new InvalidFileNameError()
  return name
}
