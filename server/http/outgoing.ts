import { lookup } from 'node:dns/promises'
import { type ClientRequest, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { BlockedAddressError, OutgoingCallError } from './outgoing-errors.ts'
import { hostOf, type OutgoingRules, outgoingTarget, strictRules } from './outgoing-target.ts'
import type { Resolve } from './public-address.ts'

export interface OutgoingOptions {
  rules?: OutgoingRules
  resolve?: Resolve
  /** For the whole call, in milliseconds. */
  withinMs?: number
  /** How much of the answer is read; the rest is cut off. */
  maxBytes?: number
}

export interface OutgoingCall {
  url: string
  method?: 'GET' | 'POST'
  headers?: Readonly<Record<string, string>>
  body?: string | Buffer
}

export interface OutgoingAnswer {
  status: number
  /** Its beginning, as it came: nothing is unpacked. */
  body: Buffer
  /** Whether there was more. */
  cut: boolean
}

/** Calls addresses that somebody else chose. */
export type Outgoing = (call: OutgoingCall) => Promise<OutgoingAnswer>

const resolveAll: Resolve = (name) => lookup(name, { all: true, verbatim: true })

/**
 * Makes a client for addresses from outside. The name is resolved once, all it stands for must be public, and the connection goes to what
 * was checked: a name that means something else a moment later leads nowhere. A redirect is an answer like any other and is not followed.
 */
export function createOutgoing(options: OutgoingOptions = {}): Outgoing {
  const { rules = strictRules, resolve = resolveAll, withinMs = 10_000, maxBytes = 16 * 1024 } = options
  const checked = checkedLookup(resolve, rules)
  return async ({ url: text, method = 'POST', headers = {}, body }) => {
    const url = outgoingTarget(text, rules)
    const timeout = AbortSignal.timeout(withinMs)
    const settings: RequestOptions = {
      ...{ method, host: hostOf(url), port: url.port || undefined, path: url.pathname + url.search },
      // Without an agent no connection outlives its call, and none is shared.
      ...{ agent: false, lookup: checked, maxHeaderSize: 16 * 1024, signal: timeout },
      headers: { ...headers, Host: url.host, Connection: 'close', 'Accept-Encoding': 'identity' },
    }
    const request =
      url.protocol === 'https:' ? httpsRequest({ ...settings, servername: servername(url) }) : httpRequest(settings)
    try {
      request.end(body)
      const response = await answerTo(request)
      return { status: response.statusCode ?? 0, ...(await beginningOf(response, maxBytes)) }
    } catch (error) {
      if (error instanceof BlockedAddressError) throw error
      const why = timeout.aborted
        ? `It did not answer within ${withinMs / 1_000} s.`
        : 'It could not be reached, or broke off.'
      throw new OutgoingCallError(`The call failed. ${why}`, { cause: error })
    } finally {
      request.destroy()
    }
  }
}

/** Node asks this for every connection to a name, and connects to what it says. */
function checkedLookup(resolve: Resolve, rules: OutgoingRules): LookupFunction {
  return (name, { all }, callback) => {
    resolve(name).then(
      (found) => {
        const [first] = found
        // One private address among public ones is enough: which is taken would be left to chance.
        if (!first || !found.every(({ address }) => rules.isAllowed(address))) {
          return callback(new BlockedAddressError('Its name leads to a network that is not public.'), '')
        }
        if (all) callback(null, found)
        else callback(null, first.address, first.family)
      },
      (error: Error) => callback(error, ''),
    )
  }
}

/** A certificate is for a name; an address has none to ask for. */
const servername = (url: URL): string => (/^[\d.]+$|:/.test(hostOf(url)) ? '' : hostOf(url))

const answerTo = (request: ClientRequest) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve)
    request.on('error', reject)
  })

async function beginningOf(response: IncomingMessage, maxBytes: number) {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > maxBytes) break
  }
  return { body: Buffer.concat(chunks).subarray(0, maxBytes), cut: bytes > maxBytes }
}
