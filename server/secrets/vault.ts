import { createHash, createHmac, randomBytes } from 'node:crypto'
import { asc } from 'drizzle-orm'
import { plainly } from '../customers/plain'
import type { Database } from '../db/database'
import { run } from '../db/database'
import { problem } from '../problem'
import type { Sealing } from '../sealed'
import { sealingWith } from '../sealed'

/**
 * What seals names and addresses at rest, and finds them again. Its two keys are made once, and kept in the database sealed by the
 * server's secret: another secret seals two keys anew, and nothing else.
 */
export type Vault = {
  /** Text as it is kept: before the first start, as it is, to be sealed by that. Throws `secret-unknown` where the keys could not be opened. `about` is where it is kept; elsewhere it does not open. */
  seal(text: string, about: string): string
  /** What was kept. What cannot be opened comes as it is kept and is kept again as it came, so that nothing is lost until it can. */
  open(kept: string, about: string): string
  /** By what a customer of a site is looked up, by name or address, however it is written; null for nobody. */
  hash(siteId: string, who: string | null | undefined): string | null
  /** Throws `secret-unknown` where the keys could not be opened. */
  needOpen(): void
  use(keys: Keys): void
  /** To be called where the keys cannot be opened: from then on nothing is kept that should be sealed. */
  refuse(): void
}

type Keys = { seal: Buffer; hash: Buffer }

/** What is kept begins so; nothing that a customer is called does. */
const mark = '~1.'
const keyBytes = 32

type Opened = { at: 'open'; sealing: Pick<Sealing, 'seal' | 'open'>; hash: Buffer }

export function makeVault(): Vault {
  let state: Opened | { at: 'unused' } | { at: 'refused' } = { at: 'unused' }

  /** The keys; nothing before the first start. */
  function opened(): Opened | undefined {
    if (state.at === 'refused') throw problem('secret-unknown')
    return state.at === 'open' ? state : undefined
  }

  return {
    seal(text, about) {
      if (isSealed(text) && state.at !== 'open') return text
      const keys = opened()
      return keys ? `${mark}${keys.sealing.seal(text, about)}` : text
    },
    open(kept, about) {
      if (!isSealed(kept) || state.at !== 'open') return kept
      return state.sealing.open(kept.slice(mark.length), about) ?? kept
    },
    hash(siteId, who) {
      const plain = who && !isSealed(who) ? plainly(who) : ''
      const keys = plain === '' ? undefined : opened()
      return keys ? createHmac('sha256', keys.hash).update(`${siteId}\n${plain}`).digest('base64url').slice(0, 22) : null
    },
    needOpen: () => void opened(),
    use({ seal, hash }) {
      state = { at: 'open', sealing: sealingWith(seal), hash }
    },
    refuse() {
      state = { at: 'refused' }
    }
  }
}

/** Whether text is as the vault keeps it. */
export function isSealed(kept: string): boolean {
  return kept.startsWith(mark)
}

/** What may be shown of a name or an address: nothing where it could not be opened. */
export function readable(text: string | null): string | null {
  return text === null || isSealed(text) ? null : text
}

/**
 * Opens the vault of a database with the server's secrets, and makes its keys on the first start. It is not open where none of the
 * secrets opens it: then nobody's name can be read or kept, until the former secret is named.
 */
export async function openVault(database: Database, sealing: Sealing, now: number): Promise<{ isOpen: boolean; keysId: string }> {
  const { dataKey } = database.tables
  const keys = await database.atomically(function* (handle) {
    yield* database.inTurn(handle, ['data keys'])
    const [row] = yield* run(database.locked(handle.select().from(dataKey).orderBy(asc(dataKey.createdAt)).limit(1)))
    if (row) return row
    const id = randomBytes(6).toString('base64url')
    const made = { id, sealed: sealing.seal(randomBytes(2 * keyBytes).toString('base64'), id), createdAt: now }
    yield* run(handle.insert(dataKey).values(made))
    return made
  })
  return { isOpen: useKeys(database.vault, keys, sealing), keysId: keys.id }
}

/** Opens a vault with its keys as they are kept. False, and it keeps nothing from then on, where no secret opens them. */
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
 * By what servers on one database are told from others, from the name of its keys. It follows from no secret, and
 * everybody may know it.
 */
export function serverName(keysId: string): string {
  return createHash('sha256').update(`hearback server ${keysId}`).digest('base64url').slice(0, 16)
}
