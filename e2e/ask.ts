import { type IncomingHttpHeaders, request } from 'node:http'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  /** What a problem calls itself. */
  code?: string
  body: string
}

/** Asks as nobody's browser would: with these headers and no others. */
export function ask(url: string, method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  return new Promise<Answer>((resolve, reject) => {
    const sent = request(url + path, { method, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      const { statusCode: status = 0 } = answer
      const codeIn = () => /"code":"(\w+)"/.exec(text)?.[1]
      answer.on('end', () => resolve({ status, headers: answer.headers, code: codeIn(), body: text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
