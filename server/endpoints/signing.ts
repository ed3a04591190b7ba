import { createHmac, randomBytes } from 'node:crypto'
import type { EndpointRow } from '../db/rows'

const secretPrefix = 'whsec_'
const secretBytes = 32

/** A secret as the Standard Webhooks write it. */
export function newSecret(): string {
  return `${secretPrefix}${randomBytes(secretBytes).toString('base64')}`
}

/** What is sent, and when. */
export type Signed = { id: string; body: string; now: number }

/**
 * The headers of the Standard Webhooks. Where the secret was changed less than a day ago the one before
 * signs, too, so that whoever checks may change over at leisure.
 */
export function signatureHeaders(
  { secret, formerSecret, formerUntil }: Pick<EndpointRow, 'secret' | 'formerSecret' | 'formerUntil'>,
  { id, body, now }: Signed
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1_000))
  const secrets = [secret, ...(formerSecret !== null && (formerUntil ?? 0) > now ? [formerSecret] : [])]
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((one) => `v1,${hmac(one, `${id}.${timestamp}.${body}`)}`).join(' ')
  }
}

function hmac(secret: string, text: string): string {
  const key = Buffer.from(secret.slice(secretPrefix.length), 'base64')
  return createHmac('sha256', key).update(text).digest('base64')
}
