import { createDecipheriv, createHash } from 'node:crypto'

/** WeChat's signatures: SHA-1 over the parts, sorted and joined. */
export function wechatSignature(...parts: string[]): string {
  return createHash('sha1').update(parts.sort().join('')).digest('hex')
}

/**
 * What an `<Encrypt>` of WeChat's “safe mode” holds for the account, or nothing: AES-256-CBC whose vector
 * is the key's beginning; 16 random bytes, four bytes of length, the message, the account it is meant for,
 * PKCS#7 to blocks of 32.
 */
export function decrypted(encrypted: string, encodingAesKey: string, appId: string): string | undefined {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
    const padded = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()])
    const plain = padded.subarray(0, padded.length - (padded.at(-1) ?? 0))
    const end = 20 + plain.readUInt32BE(16)
    return plain.subarray(end).toString('utf8') === appId
      ? plain.subarray(20, end).toString('utf8')
      : undefined
  } catch {
    // A key of another length, or what is no message.
    return undefined
  }
}
