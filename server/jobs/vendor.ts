import { createTransport } from 'nodemailer'
import type { HttpRequest, Mail, Outgoing, VendorAnswer } from '../channels/channel'
import { emailSettings } from '../channels/email'
import type { Connector } from '../connectors'

/** A vendor that has not answered by then is asked again later. */
const patienceMs = 10_000
const answerBytesMax = 64 * 1024

/** Sends one request and gives what came back; no answer at all is one without a status. Never throws for what a vendor does. */
export async function exchange(outgoing: Outgoing, { row, settings }: Connector): Promise<VendorAnswer> {
  try {
    return outgoing.to === 'http' ? await overHttp(outgoing, row.vendorUrl) : await overSmtp(outgoing.mail, settings)
  } catch (error) {
    return { headers: {}, body: whatFailed(error) }
  }
}

async function overHttp({ url, method, headers, body }: HttpRequest, vendorUrl: string | null): Promise<VendorAnswer> {
  const response = await fetch(vendorUrl === null ? url : elsewhere(url, vendorUrl), {
    method,
    headers: { ...headers },
    ...(method === 'GET' ? {} : { body }),
    // A vendor's API does not redirect; whoever does could send our secrets elsewhere.
    redirect: 'manual',
    signal: AbortSignal.timeout(patienceMs)
  })
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await beginningOf(response) }
}

function elsewhere(url: string, vendorUrl: string): string {
  const { pathname, search } = new URL(url)
  return `${vendorUrl.replace(/\/+$/, '')}${pathname}${search}`
}

async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    text += decoder.decode(chunk, { stream: true })
    if (bytes > answerBytesMax) break
  }
  return text
}

async function overSmtp({ messageId, headers, ...mail }: Mail, settings: unknown): Promise<VendorAnswer> {
  const { host, port, security, user, password } = emailSettings.parse(settings)
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
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
  const { name, code, cause } = error as { name?: string; code?: string; cause?: { code?: string } }
  return cause?.code ?? code ?? name ?? 'unknown'
}
