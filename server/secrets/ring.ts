import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/**
 * The server's secret, and those that it had before, the latest first: what they opened goes on being
 * opened.
 */
export type Ring = { secret: string; formerSecrets?: readonly string[] }

/** A key for one purpose each, so that what is known of one says nothing of the others. */
type Purpose = 'links' | 'sessions' | 'threads'

/** The key that a purpose is served with from now on: 43 characters. */
export function newestKey({ secret }: Ring, purpose: Purpose): string {
  return derived(secret, purpose)
}

/**
 * Every key that a purpose was ever served with, the newest first. Before secrets could change, each
 * purpose used the secret as it is, so the bare secrets are among them.
 */
export function everyKey({ secret, formerSecrets = [] }: Ring, purpose: Purpose): string[] {
  return [secret, ...formerSecrets].flatMap((one) => [derived(one, purpose), one])
}

/** The text with its signature, as session cookies carry it: `text.signature`, the signature in Base64. */
export function signed(text: string, key: string): string {
  return `${text}.${createHmac('sha256', key).update(text).digest('base64')}`
}

/** Whether a signed text carries the signature of a key. */
export function isSignedWith(key: string, text: string): boolean {
  const given = Buffer.from(text)
  const wanted = Buffer.from(signed(text.slice(0, text.lastIndexOf('.')), key))
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function derived(secret: string, purpose: Purpose): string {
  return Buffer.from(hkdfSync('sha256', secret, '', `hearback ${purpose}`, 32)).toString('base64url')
}
