import type { Agent, IncomingMessage } from 'node:http'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { createTransport } from 'nodemailer'
import type { HttpRequest, Mail, Outgoing, Unsendable, VendorAnswer } from '../channels/channel'
import type { EmailSettings } from '../channels/email'
import { emailLimits, emailSettings } from '../channels/email'
import { trimmedAtEnd } from '../text/trim'
import type { Connections } from './kept-connections'
import { keptIdleMs } from './kept-connections'
import type { Resolve } from './public-hosts'
import { PrivateHost, publicAddressOf, publicLookup, refusePrivateAddress } from './public-hosts'
import type { Connector } from './settings'

/**
 * A vendor that has not answered by then is asked again later. Many take ten seconds on a bad day, and would
 * then have it twice.
 */
const patienceMs = 25_000
const answerBytesMax = 64 * 1024
const longAnswerBytesMax = 4 * 1024 * 1024

/**
 * Sends one request and gives what came back; no answer at all is one without a status. Never throws for what
 * a vendor does. Into private networks only those connectors reach that the operator saved: a tenant's could
 * ask what is not theirs to see. With `kept` the connection stays open for the connector's next request; else
 * it is one of its own.
 */
export async function exchange(
  outgoing: Outgoing,
  { row, settings }: Pick<Connector, 'row' | 'settings'>,
  { resolve, kept }: { resolve?: Resolve; kept?: Connections } = {}
): Promise<VendorAnswer | Unsendable> {
  const guard = row.trustedBy === null ? { resolve } : undefined
  try {
    if (outgoing.to === 'smtp') return await overSmtp(outgoing.mail, settings, { row, guard, kept })
    const target = new URL(row.vendorUrl === null ? outgoing.url : elsewhere(outgoing.url, row.vendorUrl))
    return await overHttp(outgoing, target, { guard, agent: kept?.agentFor(row, target.protocol) ?? false })
  } catch (error) {
    return noAnswer(error)
  }
}

/** The same for an address of a site's own, on a connection of its own. */
export async function call(
  outgoing: HttpRequest,
  { trustedBy }: { trustedBy: string | null },
  resolve?: Resolve
): Promise<VendorAnswer | Unsendable> {
  const guard = trustedBy === null ? { resolve } : undefined
  try {
    return await overHttp(outgoing, new URL(outgoing.url), { guard, agent: false })
  } catch (error) {
    return noAnswer(error)
  }
}

function noAnswer(error: unknown): VendorAnswer | Unsendable {
  return error instanceof PrivateHost
    ? { unsendable: 'host-private' }
    : { headers: {}, body: whatFailed(error) }
}

/** Given where private hosts are refused. */
type Guard = { resolve: Resolve | undefined } | undefined

/**
 * A vendor's API does not redirect, and whoever does could send our secrets elsewhere; so no redirect is
 * followed.
 */
async function overHttp(
  { method, headers, body, isLong }: HttpRequest,
  target: URL,
  { guard, agent }: { guard: Guard; agent: Agent | false }
): Promise<VendorAnswer> {
  if (guard) refusePrivateAddress(target.hostname)
  const response = await new Promise<IncomingMessage>((answered, failed) => {
    const send = target.protocol === 'https:' ? requestHttps : requestHttp
    const request = send(target, {
      method,
      headers: {
        accept: '*/*',
        'user-agent': 'Hearback',
        ...headers,
        // Else what belongs to a deletion would not be sent.
        ...(method === 'DELETE' && { 'content-length': Buffer.byteLength(body) })
      },
      agent,
      signal: AbortSignal.timeout(patienceMs),
      ...(guard && { lookup: publicLookup(guard.resolve) })
    })
    request
      .on('response', answered)
      .on('error', failed)
      .end(method === 'GET' ? undefined : body)
  })
  return {
    status: response.statusCode ?? 0,
    headers: headersOf(response),
    body: await beginningOf(response, isLong ? longAnswerBytesMax : answerBytesMax)
  }
}

function elsewhere(url: string, vendorUrl: string): string {
  const { pathname, search } = new URL(url)
  return `${trimmedAtEnd(vendorUrl, '/')}${pathname}${search}`
}

function headersOf({ headersDistinct }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(', ')])
  )
}

async function beginningOf(response: IncomingMessage, bytesMax: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength
    text += decoder.decode(chunk, { stream: true })
    if (bytes > bytesMax) break
  }
  return text
}

type Smtp = { row: Connector['row']; guard: Guard; kept: Connections | undefined }

async function overSmtp(
  { messageId, headers, ...mail }: Mail,
  settings: unknown,
  { row, guard, kept }: Smtp
): Promise<VendorAnswer> {
  const parsed = emailSettings.parse(settings)
  const address = guard ? await publicAddressOf(parsed.host, guard.resolve) : parsed.host
  const transport =
    kept?.transportFor(row, address, () => transportTo(parsed, address, keptMail)) ??
    transportTo(parsed, address)
  try {
    const { response } = await transport.sendMail({ ...mail, messageId, headers: { ...headers } })
    return { status: replyCode(response ?? ''), headers: {}, body: response ?? '' }
  } catch (error) {
    const { responseCode, response } = error as { responseCode?: number; response?: string }
    if (responseCode === undefined) throw error
    return { status: responseCode, headers: {}, body: response ?? '' }
  } finally {
    if (!kept) transport.close()
  }
}

/** A mail whose connection broke is ours to send again, which keeps count of it. */
const keptMail = {
  pool: true,
  maxConnections: emailLimits.atOnce,
  maxRequeues: 0,
  idleTimeout: keptIdleMs
} as const

function transportTo(
  { host, port, security, user, password }: EmailSettings,
  address: string,
  keeping: typeof keptMail | object = {}
) {
  return createTransport({
    ...keeping,
    host: address,
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
}

function replyCode(response: string): number {
  return Number(response.slice(0, 3)) || 250
}

/** Codes and names only: a message may hold the address with its secrets. */
function whatFailed(error: unknown): string {
  const { name, code } = error as { name?: string; code?: unknown }
  return typeof code === 'string' ? code : (name ?? 'unknown')
}
