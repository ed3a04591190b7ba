import { createHash, randomBytes } from 'node:crypto'
import { asc } from 'drizzle-orm'
import type { Sealing } from '../secrets/sealing'
import type { Database } from './database'
import { run } from './database'
import type { Vault } from './vault'

const keyBytes = 32

/**
 * Opens the vault of a database with the server's secrets, and makes its keys on the first start. It is not
 * open where none of the secrets opens it: then nobody's name can be read or kept, until the former secret
 * is named.
 */
export async function openVault(
  database: Database,
  sealing: Sealing,
  now: number
): Promise<{ isOpen: boolean; keysId: string }> {
  const { dataKey } = database.tables
  const keys = await database.atomically(function* (handle) {
    yield* database.inTurn(handle, ['data keys'])
    const [row] = yield* run(
      database.locked(handle.select().from(dataKey).orderBy(asc(dataKey.createdAt)).limit(1))
    )
    if (row) return row
    const id = randomBytes(6).toString('base64url')
    const made = {
      id,
      sealed: sealing.seal(randomBytes(2 * keyBytes).toString('base64'), id),
      createdAt: now
    }
    yield* run(handle.insert(dataKey).values(made))
    return made
  })
  return { isOpen: useKeys(database.vault, keys, sealing), keysId: keys.id }
}

/**
 * Opens a vault with its keys as they are kept. False, and it keeps nothing from then on, where no secret
 * opens them.
 */
export function useKeys(vault: Vault, kept: { id: string; sealed: string }, sealing: Sealing): boolean {
  const plain = sealing.open(kept.sealed, kept.id)
  if (plain === undefined) {
    vault.refuse()
    return false
  }
  const bytes = Buffer.from(plain, 'base64')
  vault.use({ seal: bytes.subarray(0, keyBytes), hash: bytes.subarray(keyBytes) })
  return true
}

/**
 * By what servers on one database are told from others, from the name of its keys. It follows from no
 * secret, and everybody may know it.
 */
export function serverName(keysId: string): string {
  return createHash('sha256').update(`hearback server ${keysId}`).digest('base64url').slice(0, 16)
}
