/** The job a link says it is about; undefined for what cannot be a link. Whether it holds, only the server knows. */
export function jobOfToken(token: string): string | undefined {
  const [, encoded] = /^v1\.(.+)\.[^.]+\.\d+\.[\w-]{43}$/.exec(token) ?? []
  try {
    return encoded && decodeURIComponent(encoded)
  } catch {
    return undefined // not copied whole
  }
}
