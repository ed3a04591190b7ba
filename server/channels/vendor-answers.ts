import type { HttpRequest, Outcome, VendorAnswer } from './channel'

const reasonLengthMax = 300

export function postJson(url: string, headers: Readonly<Record<string, string>>, body: unknown): HttpRequest {
  return {
    to: 'http',
    url,
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body)
  }
}

/**
 * What a status says that means the same everywhere: nothing came back, too many, or the vendor is in
 * trouble. Else undefined.
 */
export function laterBecauseOf(answer: VendorAnswer): Extract<Outcome, { state: 'later' }> | undefined {
  const { status } = answer
  if (status === undefined) return later(answer, 'no answer in time')
  if (status === 429) return throttled(answer, `${status}: ${answer.body}`)
  return status === 408 || status >= 500 ? later(answer, `${status}: ${answer.body}`) : undefined
}

export function later(answer: VendorAnswer, reason: string): Extract<Outcome, { state: 'later' }> {
  const afterMs = retryAfterMs(answer)
  return { state: 'later', reason: short(reason), ...(afterMs !== undefined && { afterMs }) }
}

/** We send faster than the vendor takes messages. */
export function throttled(answer: VendorAnswer, reason: string): Extract<Outcome, { state: 'later' }> {
  return { ...later(answer, reason), throttled: true }
}

/** The account, not this message, is refused. */
export function keyRefused(said: string): Extract<Outcome, { state: 'key-refused' }> {
  return { state: 'key-refused', reason: 'key-refused', said: short(said) }
}

/**
 * What the statuses for a wrong key (401), an unpaid account (402) and a missing right (403) say where a
 * vendor keeps to HTTP. Some answer 402 and 403 also to one message that they do not like, so these two are
 * not sure. Else undefined.
 */
export function keyRefusedBy(
  { status, body }: VendorAnswer,
  said = `${status}: ${body}`
): Outcome | undefined {
  if (status === 401) return keyRefused(said)
  return status === 402 || status === 403 ? { ...keyRefused(said), unsure: true } : undefined
}

export function refused(reason: string): Extract<Outcome, { state: 'refused' }> {
  return { state: 'refused', reason: short(reason) }
}

/**
 * `Retry-After` in milliseconds. A date is counted from the answer's own `Date`, so that nobody's clock
 * matters.
 */
function retryAfterMs({ headers }: VendorAnswer): number | undefined {
  const value = headers['retry-after']?.trim()
  if (!value) return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000
  const wait = Date.parse(value) - Date.parse(headers['date'] ?? '')
  return Number.isFinite(wait) && wait >= 0 ? wait : undefined
}

function short(reason: string): string {
  return reason.length <= reasonLengthMax ? reason : `${reason.slice(0, reasonLengthMax).toWellFormed()}…`
}
