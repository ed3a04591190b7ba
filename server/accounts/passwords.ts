import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** As better-auth hashes, so that its hashes and ours are the same. */
const cost = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 }
const keyBytes = 64

/** What a password gives with a salt, in hexadecimal digits. */
export function keyOf(password: string, salt: string): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyBytes, cost, (error, key) =>
      error ? reject(error) : resolve(key.toString('hex'))
    )
  })
}

export function newSalt(): string {
  return randomBytes(16).toString('hex')
}

/**
 * The salt of all passwords for one address. Several accounts may claim it before one of them proves it,
 * and with one salt a password is tried on all of them at the price of one.
 */
export function saltOf(secret: string, email: string): string {
  return createHmac('sha256', secret).update(`password salt ${email}`).digest('hex').slice(0, 32)
}

export function isSameKey(given: string, wanted: string): boolean {
  return given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted))
}
