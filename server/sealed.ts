import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const version = 'v1'
const ivBytes = 12
const tagBytes = 16

/** Keeps text so that who has the database alone cannot read it. `about` names what it belongs to: elsewhere it does not open. */
export type Sealing = {
  seal(text: string, about: string): string
  /** Nothing for what was sealed with another secret, for something else, or was changed. */
  open(sealed: string, about: string): string | undefined
}

/** AES-256-GCM under a key derived from the server's secret; every sealing has a random nonce of its own. */
export function makeSealing(secret: string): Sealing {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'hearback sealed at rest', 32))
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
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
      decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-tagBytes))
      try {
        return decipher.update(bytes.subarray(ivBytes, -tagBytes)).toString('utf8') + decipher.final('utf8')
      } catch {
        return undefined
      }
    }
  }
}
