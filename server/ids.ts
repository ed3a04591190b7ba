import { createHash, createHmac, randomBytes } from 'node:crypto'

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** An id that nobody guesses: a prefix that says what it names, then 16 letters and digits (95 bits). */
export function newId(prefix: 'sit' | 'svy' | 'inv' | 'key' | 'imp' | 'aud' | 'rsp' | 'usr' | 'join' | 'opt' | 'con' | 'dlv'): string {
  return `${prefix}_${letters(16)}`
}

/** The part of a script tag that names a site: short, since it stands in every page. */
export function newSiteKey(): string {
  return letters(8).toLowerCase()
}

/** What a link is opened by that is made once and for one: 22 characters, 128 bits. Only `hashOf` it is stored. */
export function newToken(): string {
  return randomBytes(16).toString('base64url')
}

/**
 * What opens a survey link: 22 characters, 128 bits. Only `hashOf` it is stored. Whoever has the secret can make it once more
 * for a reminder or a poster; whoever has but the database cannot.
 */
export function linkToken(secret: string, invitationId: string): string {
  return createHmac('sha256', secret).update(`link ${invitationId}`).digest().subarray(0, 16).toString('base64url')
}

export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
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
