import { request } from 'node:http'
import { credentials } from '../credentials.ts'

export interface Answer {
  status: number
  body: unknown
}

/** Sends JSON on a connection of its own. Rejects when no answer came within `withinMs`: what happened then is not known. */
export function postJson(url: string, body: unknown, withinMs = 5_000): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', ...credentials }
    const call = request(url, { method: 'POST', agent: false, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      response.on('error', reject)
      response.on('end', () => {
        try {
          resolve({ status: response.statusCode ?? 0, body: text ? JSON.parse(text) : undefined })
        } catch (error) {
          reject(error)
        }
      })
    })
    const late = setTimeout(() => call.destroy(new Error(`No answer came within ${withinMs} ms.`)), withinMs)
    call.on('close', () => clearTimeout(late))
    call.on('error', reject)
    call.end(JSON.stringify(body))
  })
}
