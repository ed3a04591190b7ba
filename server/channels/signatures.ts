import { createHmac, timingSafeEqual } from 'node:crypto'

type Encoding = 'hex' | 'base64'

export function hmac(
  algorithm: 'sha1' | 'sha256',
  secret: string,
  data: string | Uint8Array,
  encoding: Encoding
): string {
  return createHmac(algorithm, secret).update(data).digest(encoding)
}

/**
 * Compares in a time that tells nothing about where two texts differ. Nothing equals an absent or an empty
 * text.
 */
export function isSame(received: string | null | undefined, expected: string): boolean {
  if (!received || !expected) return false
  const [a, b] = [Buffer.from(received), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
