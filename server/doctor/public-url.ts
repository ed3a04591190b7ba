import type { Settings } from '../config'
import type { Finding } from './finding'
import { ok, reasonOf, warn, wrong } from './finding'

const patienceMs = 5_000
const answerBytesMax = 4_096
const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** What PUBLIC_URL answers when it is asked who it is: nothing of it is believed but the name. */
type Answer = { status: number; location: string | null; server: string | undefined }

/**
 * Whether PUBLIC_URL leads to this server, by asking its /healthz once. `name` is what a server on this
 * database calls itself; nothing where no server was started on it yet.
 */
export async function publicUrlFinding(
  settings: Pick<Settings, 'publicUrl'>,
  name: string | undefined
): Promise<Finding> {
  const { publicUrl } = settings
  let answer: Answer
  try {
    answer = await ask(`${publicUrl}/healthz`)
  } catch (error) {
    return unreached(publicUrl, reasonOf(error), error)
  }
  return answered(publicUrl, answer, name)
}

function answered(
  publicUrl: string,
  { status, location, server }: Answer,
  name: string | undefined
): Finding {
  if (status >= 300 && status < 400) {
    const toDo = 'Set PUBLIC_URL to where it leads in the end: not every program that sends answers follows.'
    return warn('public url', `${publicUrl} leads on to ${location ?? 'nowhere'}.`, toDo)
  }
  if (server === undefined) {
    const toDo = 'Let PUBLIC_URL and its proxy lead to this server; an older Hearback does not say who it is.'
    return wrong(
      'public url',
      `what answers at ${publicUrl} (${status}) does not say that it is Hearback.`,
      toDo
    )
  }
  if (name !== undefined && server !== name) {
    const toDo = 'Set the PUBLIC_URL or the DATABASE_URL that belongs to the other.'
    return wrong('public url', `at ${publicUrl} answers a Hearback with another database.`, toDo)
  }
  return schemeFinding(publicUrl)
}

function schemeFinding(publicUrl: string): Finding {
  const { protocol, hostname } = new URL(publicUrl)
  if (local.test(hostname)) {
    const toDo = 'Customers elsewhere cannot open it: set PUBLIC_URL when it is more than a trial.'
    return warn('public url', `${publicUrl} leads to this server, from this machine only.`, toDo)
  }
  if (protocol === 'http:') {
    const toDo =
      'Use https: answers and passwords can be read on the way, and pages with https cannot send answers.'
    return warn('public url', `${publicUrl} leads to this server without encryption.`, toDo)
  }
  return ok('public url', `${publicUrl} leads to this server.`)
}

function unreached(publicUrl: string, reason: string, error: unknown): Finding {
  if (isAboutCertificates(error)) {
    const toDo = 'Browsers refuse it, too: renew it, or serve the whole chain.'
    return wrong('public url', `the certificate of ${publicUrl} is not valid (${reason}).`, toDo)
  }
  const check = 'Start the server; if it runs, check DNS, the proxy and the firewall.'
  const toDo = `${check} Some networks reach it from outside only.`
  return warn('public url', `${publicUrl} cannot be reached from here (${reason}).`, toDo)
}

function isAboutCertificates(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: unknown } // of undici: the reason is the cause
  if (typeof code === 'string' && /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code)) return true
  return cause instanceof Error && isAboutCertificates(cause)
}

async function ask(url: string): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(patienceMs) })
  const text = await beginningOf(response)
  return { status: response.status, location: response.headers.get('location'), server: nameIn(text) }
}

/** As much of an answer as ours has, and no more, whoever answers. */
async function beginningOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk)
    bytes += chunk.byteLength
    if (bytes > answerBytesMax) break
  }
  return Buffer.concat(chunks).toString()
}

function nameIn(text: string): string | undefined {
  try {
    const { server } = JSON.parse(text) as { server?: unknown } // or whatever else somebody answers
    return typeof server === 'string' ? server : undefined
  } catch {
    return undefined
  }
}
