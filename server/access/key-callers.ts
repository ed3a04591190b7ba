import { createHash, timingSafeEqual } from 'node:crypto'
import { and, eq, gt, isNull, lt, or } from 'drizzle-orm'
import type { Config } from '../config'
import { problem } from '../contract/problem'
import type { Scope } from '../contract/terms'
import type { Database } from '../db/database'
import { networkOf } from '../limits/network'
import { makeWrongKeys } from '../limits/wrong-keys'
import { hashOf } from '../secrets/ids'
import { isWeak } from '../secrets/strength'
import type { Caller } from './permissions'
import { operator } from './permissions'

/** How long a key that was revoked by another process may still work here. */
const keyMemoryMs = 10_000
const keysRemembered = 1_000
/** When a key was last used is kept to the hour, so that reading hardly ever writes. */
const usedEveryMs = 60 * 60_000
const networksRemembered = 1_000

export type KeyCallers = {
  /**
   * Whose key this is. Throws `key-unknown`, and `too-many` where an address has sent too many that are
   * none; a valid one is never slowed.
   */
  callerOf(key: string, address: string): Promise<Caller>
  /** To be called when a key was revoked, so that this process refuses it at once. */
  forget(): void
}

type Parts = { database: Database; config: Config; now: () => number; steady: () => number }

export function makeKeyCallers({ database, config, now, steady }: Parts): KeyCallers {
  const wrongKeys = makeWrongKeys({ database, config, now, steady })
  const known = new Map<string, { caller: Caller; until: number }>()
  /** From where the key of the environment was used, if it is a weak one. */
  const usedFrom = new Set<string>()
  const ofEnvironment = config.apiKey === undefined ? undefined : digestOf(config.apiKey)
  const isGuessable = config.apiKey !== undefined && isWeak(config.apiKey)

  /**
   * A weak key might be guessed: whoever tries many does not find it, unless it was used from there before.
   */
  async function operatorFrom(address: string): Promise<Caller> {
    const network = networkOf(address)
    if (isGuessable && !usedFrom.has(network)) {
      await wrongKeys.refuseGuesser(address)
      if (usedFrom.size >= networksRemembered) usedFrom.clear()
      usedFrom.add(network)
    }
    return operator('HEARBACK_API_KEY')
  }

  async function find(hash: string): Promise<{ caller: Caller; until: number } | undefined> {
    const {
      tables: { apiKey },
      handle
    } = database
    const at = now()
    const [row] = await handle
      .select()
      .from(apiKey)
      .where(
        and(
          eq(apiKey.hash, hash),
          isNull(apiKey.revokedAt),
          or(isNull(apiKey.expiresAt), gt(apiKey.expiresAt, at))
        )
      )
    if (!row) return undefined
    if (row.lastUsedAt === null || row.lastUsedAt <= at - usedEveryMs) {
      const isOlder = or(isNull(apiKey.lastUsedAt), lt(apiKey.lastUsedAt, at))
      await handle
        .update(apiKey)
        .set({ lastUsedAt: at })
        .where(and(eq(apiKey.id, row.id), isOlder))
    }
    const scopes = new Set(JSON.parse(row.scopes) as Scope[]) // written by createKey only
    return {
      caller: { kind: 'key', id: row.id, siteId: row.siteId, scopes },
      until: steady() + Math.min(keyMemoryMs, (row.expiresAt ?? Infinity) - at)
    }
  }

  return {
    async callerOf(key, address) {
      if (ofEnvironment && timingSafeEqual(digestOf(key), ofEnvironment)) return operatorFrom(address)
      const hash = hashOf(key)
      const remembered = known.get(hash)
      if (remembered && remembered.until > steady()) return remembered.caller
      const found = await find(hash)
      if (!found) {
        known.delete(hash)
        await wrongKeys.take(address)
        throw problem('key-unknown')
      }
      if (known.size >= keysRemembered) known.clear()
      known.set(hash, found)
      return found.caller
    },
    forget: () => known.clear()
  }
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}
