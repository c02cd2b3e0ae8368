/** How the server tells Next's handlers who sent a request: they see no connection. Nobody outside can set it. */
export const clientAddressHeader = 'x-waybill-address'

/** The address a request came from. */
export const clientAddressOf = (request: Request): string => request.headers.get(clientAddressHeader) ?? 'unknown'
