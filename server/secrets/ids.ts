import { createHmac, hash, randomBytes } from 'node:crypto'
import type { Ring } from './ring'
import { everyKey, newestKey } from './ring'

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** An id that nobody guesses: a prefix that says what it names, then 16 letters and digits (95 bits). */
export function newId(
  prefix:
    | 'sit'
    | 'svy'
    | 'inv'
    | 'key'
    | 'imp'
    | 'aud'
    | 'alt'
    | 'rev'
    | 'rsp'
    | 'usr'
    | 'join'
    | 'opt'
    | 'con'
    | 'dlv'
    | 'pln'
    | 'mrk'
    | 'gol'
    | 'fol'
    | 'rul'
    | 'ept'
    | 'msg'
    | 'dis'
): string {
  return `${prefix}_${letters(16)}`
}

/** The part of a script tag that names a site: short, since it stands in every page. */
export function newSiteKey(): string {
  return letters(8).toLowerCase()
}

/**
 * What a link is opened by that is made once and for one: 22 characters, 128 bits. Only `hashOf` it is
 * stored.
 */
export function newToken(): string {
  return randomBytes(16).toString('base64url')
}

/**
 * What opens a new survey link: 22 characters, 128 bits. Only `hashOf` it is stored. Whoever has the secret
 * can make it once more for a reminder or a poster; whoever has but the database cannot.
 */
export function linkToken(ring: Ring, invitationId: string): string {
  return tokenBy(newestKey(ring, 'links'), invitationId)
}

/**
 * What opens the link of an invitation that there is, also where it was made under a former secret; nothing
 * where none made it.
 */
export function linkTokenAgain(
  ring: Ring,
  { id, tokenHash }: { id: string; tokenHash: string | null }
): string | undefined {
  return everyKey(ring, 'links')
    .map((key) => tokenBy(key, id))
    .find((token) => hashOf(token) === tokenHash)
}

export function hashOf(secret: string): string {
  return hash('sha256', secret, 'base64url')
}

function tokenBy(key: string, invitationId: string): string {
  return createHmac('sha256', key)
    .update(`link ${invitationId}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url')
}

function letters(count: number): string {
  let out = ''
  while (out.length < count) {
    for (const byte of randomBytes(count)) {
      // 248 is the largest multiple of 62 in a byte: leaving out the rest keeps every letter equally likely.
      if (byte < 248 && out.length < count) out += alphabet[byte % 62]
    }
  }
  return out
}
