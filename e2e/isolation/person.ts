import { expect } from '@playwright/test'
import { io, type Socket } from 'socket.io-client'
import type { WatchAck, WatchRequest } from '../../core/protocol.ts'

export interface Answer {
  status: number
  headers: Headers
  body: string
}

interface Request {
  headers?: Record<string, string>
  body?: unknown
}

/** Somebody with a browser: what they send carries their cookie and says where it comes from. */
export class Person {
  cookie = ''
  constructor(readonly url: string) {}

  async signIn(name: string, password: string): Promise<void> {
    const { status, headers } = await this.post('/api/session', { name, password })
    expect(status).toBe(201)
    this.cookie = headers.getSetCookie()[0]?.split(';')[0] ?? ''
  }

  /** Sends it, and again while the server says that the machine is too busy. */
  async ask(method: string, path: string, more: Request = {}): Promise<Answer> {
    for (let left = 100; ; left -= 1) {
      const answer = await this.send(method, path, more)
      if (answer.status !== 503 || left === 0) return answer
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  private async send(method: string, path: string, more: Request): Promise<Answer> {
    const isFile = typeof more.body === 'string'
    const answer = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie && { Cookie: this.cookie }),
        Origin: this.url,
        ...(more.body !== undefined && { 'Content-Type': isFile ? 'text/csv' : 'application/json' }),
        ...more.headers,
      },
      body: more.body === undefined ? undefined : isFile ? String(more.body) : JSON.stringify(more.body),
    })
    return { status: answer.status, headers: answer.headers, body: await answer.text() }
  }

  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer> {
    return this.ask('POST', path, { body, headers })
  }

  /** The JSON of an answer that must be good. */
  async made(path: string, body: unknown, headers?: Record<string, string>) {
    const answer = await this.post(path, body, headers)
    expect(answer.status, answer.body).toBeLessThan(300)
    return JSON.parse(answer.body)
  }

  connect(): Socket {
    return io(this.url, {
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: { Origin: this.url, ...(this.cookie && { Cookie: this.cookie }) },
    })
  }
}

export const watchOn = (socket: Socket, request: WatchRequest): Promise<WatchAck> =>
  socket.timeout(5_000).emitWithAck('watch', request)
