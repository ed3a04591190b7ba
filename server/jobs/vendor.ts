import { request as requestHttp } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { createTransport } from 'nodemailer'
import type { HttpRequest, Mail, Outgoing, Unsendable, VendorAnswer } from '../channels/channel'
import { emailSettings } from '../channels/email'
import type { Connector } from '../connectors'
import { trimmedAtEnd } from '../text/trim'
import { PrivateHost, publicAddressOf, publicLookup, refusePrivateAddress } from './public-hosts'
import type { Resolve } from './public-hosts'

/** A vendor that has not answered by then is asked again later. */
const patienceMs = 10_000
const answerBytesMax = 64 * 1024

/**
 * Sends one request and gives what came back; no answer at all is one without a status. Never throws for what a vendor does. Into
 * private networks only those connectors reach that the operator saved: a tenant's could ask what is not theirs to see.
 */
export async function exchange(outgoing: Outgoing, { row, settings }: Pick<Connector, 'row' | 'settings'>, resolve?: Resolve): Promise<VendorAnswer | Unsendable> {
  const guard = row.trustedBy === null ? { resolve } : undefined
  try {
    return outgoing.to === 'http' ? await overHttp(outgoing, row.vendorUrl, guard) : await overSmtp(outgoing.mail, settings, guard)
  } catch (error) {
    return error instanceof PrivateHost ? { unsendable: 'host-private' } : { headers: {}, body: whatFailed(error) }
  }
}

/** Given where private hosts are refused. */
type Guard = { resolve: Resolve | undefined } | undefined

/** A vendor's API does not redirect, and whoever does could send our secrets elsewhere; so no redirect is followed. */
async function overHttp({ url, method, headers, body }: HttpRequest, vendorUrl: string | null, guard: Guard): Promise<VendorAnswer> {
  const target = new URL(vendorUrl === null ? url : elsewhere(url, vendorUrl))
  if (guard) refusePrivateAddress(target.hostname)
  const response = await new Promise<IncomingMessage>((answered, failed) => {
    const send = target.protocol === 'https:' ? requestHttps : requestHttp
    const request = send(target, {
      method,
      headers: { accept: '*/*', 'user-agent': 'Hearback', ...headers },
      // A connection of its own for each: one that somebody else has opened would not be looked up again.
      agent: false,
      signal: AbortSignal.timeout(patienceMs),
      ...(guard && { lookup: publicLookup(guard.resolve) })
    })
    request.on('response', answered).on('error', failed).end(method === 'GET' ? undefined : body)
  })
  return { status: response.statusCode ?? 0, headers: headersOf(response), body: await beginningOf(response) }
}

function elsewhere(url: string, vendorUrl: string): string {
  const { pathname, search } = new URL(url)
  return `${trimmedAtEnd(vendorUrl, '/')}${pathname}${search}`
}

function headersOf({ headersDistinct }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(', ')]))
}

async function beginningOf(response: IncomingMessage): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength
    text += decoder.decode(chunk, { stream: true })
    if (bytes > answerBytesMax) break
  }
  return text
}

async function overSmtp({ messageId, headers, ...mail }: Mail, settings: unknown, guard: Guard): Promise<VendorAnswer> {
  const { host, port, security, user, password } = emailSettings.parse(settings)
  const transport = createTransport({
    host: guard ? await publicAddressOf(host, guard.resolve) : host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    // The certificate is for the name, also where the address has been found already.
    ...(isIP(host) ? {} : { tls: { servername: host } }),
    ...(user && { auth: { user, pass: password } }),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    // What a customer or an owner wrote is text, never a file or an address to read.
    disableFileAccess: true,
    disableUrlAccess: true
  })
  try {
    const { response } = await transport.sendMail({ ...mail, messageId, headers: { ...headers } })
    return { status: replyCode(response), headers: {}, body: response }
  } catch (error) {
    const { responseCode, response } = error as { responseCode?: number; response?: string }
    if (responseCode === undefined) throw error
    return { status: responseCode, headers: {}, body: response ?? '' }
  } finally {
    transport.close()
  }
}

function replyCode(response: string): number {
  return Number(response.slice(0, 3)) || 250
}

/** Codes and names only: a message may hold the address with its secrets. */
function whatFailed(error: unknown): string {
  const { name, code } = error as { name?: string; code?: unknown }
  return typeof code === 'string' ? code : (name ?? 'unknown')
}
