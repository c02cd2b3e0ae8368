import { once } from 'node:events'
import type { Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

/** A mail the server has taken. */
export interface TakenMail {
  to: string
  at: number
  content: string
}

export interface SmtpServerOptions {
  /** What to answer to an address; nothing takes it. */
  onRecipient?(to: string): SmtpReply | undefined
  /** Called with each mail before it is taken: a place to wait, or to cut the connection. A reply refuses the mail. */
  onMail?(to: string, cut: () => void): Promise<SmtpReply | undefined> | SmtpReply | undefined
  /** Who may sign in; without it nobody has to. */
  user?: { name: string; password: string }
}

export interface SmtpReply {
  code: number
  text: string
}

/** A mail server on the loopback interface that takes mails and delivers none. It is closed when the test ends. */
export async function startSmtpServer({ onRecipient, onMail, user }: SmtpServerOptions = {}) {
  const taken: TakenMail[] = []
  const sockets = new Map<string, Socket>()
  const server = new SMTPServer({
    authOptional: !user,
    // No certificate, and the loopback interface is no network.
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onAuth({ username, password }, _session, done) {
      const isKnown = username === user?.name && password === user?.password
      if (isKnown) done(null, { user: username })
      // Some servers repeat what they were sent.
      else done(refusal({ code: 535, text: `No sign-in for ${username} with ${password}` }))
    },
    onRcptTo({ address }, _session, done) {
      const reply = onRecipient?.(address)
      done(reply && refusal(reply))
    },
    onData(stream, session, done) {
      const to = session.envelope.rcptTo[0]?.address ?? ''
      const cut = () => void sockets.get(`${session.remoteAddress}:${session.remotePort}`)?.destroy()
      void take(stream, to, cut).then((reply) => done(reply && refusal(reply)), done)
    },
  })
  // A client that is killed resets its connection.
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => {
    sockets.set(`${socket.remoteAddress}:${socket.remotePort}`, socket)
  })
  async function take(stream: AsyncIterable<Uint8Array>, to: string, cut: () => void) {
    const content = await text(stream)
    const reply = await onMail?.(to, cut)
    if (!reply) taken.push({ to, at: performance.now(), content })
    return reply
  }
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(async () => {
    for (const socket of sockets.values()) socket.destroy()
    await new Promise<void>((resolve) => server.close(resolve))
  })
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('The mail server listens on no port.')
  const sign = user ? `${encodeURIComponent(user.name)}:${encodeURIComponent(user.password)}@` : ''
  return {
    url: `smtp://${sign}127.0.0.1:${address.port}`,
    taken,
    connections: () => sockets.size,
  }
}

const refusal = ({ code, text: said }: SmtpReply) => Object.assign(new Error(said), { responseCode: code })
