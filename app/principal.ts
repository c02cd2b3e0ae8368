/** Who sends a request. Until there is sign-in, everybody on this machine is the same one. */
export const principalOf = (_request: Request): string => 'anonymous'
