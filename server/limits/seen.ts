import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Says that a page with this answer's id was given out at `at`. It goes into the page and comes back with
 * the answer.
 */
export function seenToken(secret: string, id: string, at: number): string {
  return `${at.toString(36)}.${signatureOf(secret, id, at)}`
}

/**
 * For how long the page of an answer has been there at `now`; nothing for a token that is none of ours, or
 * another answer's.
 */
export function openSince(
  secret: string,
  id: string,
  token: string | undefined,
  now: number
): number | undefined {
  const [, time = '', signature = ''] = /^([0-9a-z]{1,11})\.([\w-]{16})$/.exec(token ?? '') ?? []
  const at = Number.parseInt(time, 36)
  if (Number.isNaN(at)) return undefined
  return timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(secret, id, at)))
    ? now - at
    : undefined
}

function signatureOf(secret: string, id: string, at: number): string {
  return createHmac('sha256', secret).update(`seen ${id} ${at}`).digest('base64url').slice(0, 16)
}
