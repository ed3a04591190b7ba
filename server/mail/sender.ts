import { isIP } from 'node:net'
import { createTransport } from 'nodemailer'
import type { Logger } from 'pino'
import type { MailTestView } from '../contract/mail'
import { failureOf } from './failures'
import type { Letter } from './letters'
import { letterHtml, textOf } from './letters'
import type { MailServer } from './smtp-url'

const connectMs = 5_000
const silenceMs = 10_000
/** How long after a failure a letter is tried again; then it is given up, and whoever waits asks anew. */
const retryAfterMs = [2_000, 15_000, 60_000]
const waitingMax = 500
const atOnce = 2
/** How much of what a mail server says is shown. */
const saidMax = 200
/** A failure of our own, such as a database that is busy: tried again like those of the mail server. */
const unsent = { state: 'failed', reason: 'unreachable' } as const

export type MailSettings = { server: MailServer; from: string }

export type Mailer = {
  /** Whether a mail server is named now. */
  isOffered(): Promise<boolean>
  /** Hands a letter to the mail server and waits for its word. */
  send(to: string, letter: Letter): Promise<MailTestView>
  /**
   * The same in the background, tried again for a minute or so; nobody can tell from the time it takes
   * whether there is anything to send.
   */
  post(to: string, letter: Letter): void
  /** Waits for what is on its way, at most as long as one mail takes. */
  close(): Promise<void>
}

/**
 * Sends what the server itself has to say to people who work with it, by the mail server that `find` names
 * at that time.
 */
export function makeMailer(find: () => Promise<MailSettings | undefined>, log: Logger): Mailer {
  const waiting: { to: string; letter: Letter; tries: number }[] = []
  const underWay = new Set<Promise<void>>()
  const timers = new Set<NodeJS.Timeout>()

  async function send(to: string, letter: Letter): Promise<MailTestView> {
    // A name in quotes, a comma or a line end would be more than one recipient.
    if (!/^[^\s@"<>,;:\\()[\]]+@[^\s@"<>,;:\\()[\]]+$/.test(to)) return { state: 'failed', reason: 'refused' }
    const settings = await find()
    if (!settings) return { state: 'failed', reason: 'none' }
    const transport = transportTo(settings.server)
    try {
      await transport.sendMail({
        from: senderOf(settings.from),
        to: { name: '', address: to },
        subject: oneLine(letter.subject),
        text: textOf(letter),
        html: letterHtml(letter),
        ...(letter.id !== undefined && { messageId: messageIdOf(letter.id, settings.from) }),
        headers: {
          'Auto-Submitted': 'auto-generated',
          ...(letter.off && {
            'List-Unsubscribe': `<${letter.off.url}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
          })
        }
      })
      return { state: 'sent' }
    } catch (error) {
      const { code, responseCode, response } = error as {
        code?: string
        responseCode?: number
        response?: string
      }
      log.error({ code, responseCode }, 'a mail of our own was not taken by the mail server')
      const said = typeof response === 'string' ? oneLine(response).slice(0, saidMax).toWellFormed() : ''
      return { state: 'failed', reason: failureOf(error), ...(said && { said }) }
    } finally {
      transport.close()
    }
  }

  function next() {
    while (underWay.size < atOnce) {
      const one = waiting.shift()
      if (!one) return
      const work: Promise<void> = send(one.to, one.letter)
        .catch(() => unsent)
        .then(({ state, reason }) => {
          underWay.delete(work)
          const pause = retryAfterMs[one.tries]
          if (state === 'failed' && reason !== 'none' && pause !== undefined)
            later({ ...one, tries: one.tries + 1 }, pause)
          next()
        })
      underWay.add(work)
    }
  }

  function later(one: (typeof waiting)[number], pause: number) {
    const timer = setTimeout(() => {
      timers.delete(timer)
      waiting.push(one)
      next()
    }, pause).unref()
    timers.add(timer)
  }

  return {
    isOffered: async () => (await find()) !== undefined,
    send,
    post(to, letter) {
      if (waiting.length + timers.size >= waitingMax) {
        log.error('too many mails wait for the mail server; one was dropped')
        return
      }
      waiting.push({ to, letter, tries: 0 })
      next()
    },
    async close() {
      for (const timer of timers) clearTimeout(timer)
      waiting.length = 0
      await Promise.all(underWay)
    }
  }
}

/** A connection to a mail server, opened when it is used, that waits some seconds for each word of it. */
export function transportTo({ host, port, security, auth }: MailServer) {
  return createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    // Within one's own network a certificate that nobody vouches for still beats none.
    tls: { rejectUnauthorized: security !== 'offered', ...(isIP(host) ? {} : { servername: host }) },
    ...(auth && { auth }),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true
  })
}

function messageIdOf(id: string, from: string): string {
  const { address } = senderOf(from)
  return `<${id}@${address.slice(address.lastIndexOf('@') + 1)}>`
}

/** A name is never read as a list of addresses, whatever is in it. */
function senderOf(from: string): { name: string; address: string } {
  const [, name = '', address = from] = /^([^<]*)<([^>]*)>$/.exec(from) ?? []
  return { name: name.trim(), address }
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}
