import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Ring } from './ring'

const version = 'v1'
const ivBytes = 12
const tagBytes = 16

/**
 * Keeps text so that who has the database alone cannot read it. `about` names what it belongs to: elsewhere
 * it does not open.
 */
export type Sealing = {
  seal(text: string, about: string): string
  /** Nothing for what was sealed with another secret, for something else, or was changed. */
  open(sealed: string, about: string): string | undefined
  /** The same under the newest secret, where it was sealed with a former one. */
  renewed(sealed: string, about: string): string | undefined
}

/** Seals with the newest secret and opens what any of them has sealed. */
export function makeSealing({ secret, formerSecrets = [] }: Ring): Sealing {
  const newest = sealingWith(secretKey(secret))
  const former = formerSecrets.map((one) => sealingWith(secretKey(one)))
  const openedBefore = (sealed: string, about: string) => first(former, (one) => one.open(sealed, about))
  return {
    seal: newest.seal,
    open: (sealed, about) => newest.open(sealed, about) ?? openedBefore(sealed, about),
    renewed(sealed, about) {
      const opened = newest.open(sealed, about) === undefined ? openedBefore(sealed, about) : undefined
      return opened === undefined ? undefined : newest.seal(opened, about)
    }
  }
}

function secretKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'hearback sealed at rest', 32))
}

function first<T, Found>(items: readonly T[], find: (item: T) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}

/** AES-256-GCM under a key of 32 bytes; every sealing has a random nonce of its own. */
export function sealingWith(key: Buffer): Pick<Sealing, 'seal' | 'open'> {
  return {
    seal(text, about) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about))
      const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `${version}.${sealed.toString('base64url')}`
    },
    open(sealed, about) {
      const [given, content = ''] = sealed.split('.')
      const bytes = Buffer.from(content, 'base64url')
      if (given !== version || bytes.length < ivBytes + tagBytes) return undefined
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), {
        authTagLength: tagBytes
      })
      decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-tagBytes))
      try {
        return decipher.update(bytes.subarray(ivBytes, -tagBytes)).toString('utf8') + decipher.final('utf8')
      } catch {
        return undefined
      }
    }
  }
}
