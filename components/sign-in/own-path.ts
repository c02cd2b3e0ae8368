/** Where to go after signing in: a path of this server, whatever a link from elsewhere says. */
export function ownPath(then: unknown): string {
  if (typeof then !== 'string' || !/^\/(?![/\\])/.test(then)) return '/'
  const url = URL.canParse(then, 'http://here') ? new URL(then, 'http://here') : undefined
  // What a browser would understand as another host is none of ours.
  return url?.host === 'here' && url.pathname !== '/sign-in' ? `${url.pathname}${url.search}` : '/'
}
