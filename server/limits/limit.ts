import { problem } from '../contract/problem'
import type { Database } from '../db/database'
import { Counts } from './counts'
import { takeShare } from './shares'

/** What each of so many processes may let through before it asks what the others have let through. */
const processesMax = 10
const freePart = 100

export type Limit = (key: string) => Promise<void>

type LimitOptions = { name: string; most: number; windowMs: number; clock: () => number; database?: Database }

/**
 * Lets `most` requests of a key through in each window and throws `too-many`, with the seconds to wait, for
 * those beyond. The decision is made in this process. Where several processes share a PostgreSQL database,
 * a key that sends a hundredth of the limit takes shares of it there, each of another hundredth: rarely
 * enough that answers are not slowed down, and never more than `most` of all processes together. They go by
 * one `clock`; it is none that somebody sets while they run.
 */
export function makeLimit({ name, most, windowMs, clock, database }: LimitOptions): Limit {
  const share = Math.max(1, Math.floor(most / freePart))
  const shared =
    database?.dialect === 'postgres' ? { database, most: most - share * processesMax } : undefined
  const used = new Counts()
  const allowed = new Map<string, number>()
  const asking = new Map<string, Promise<void>>()
  let window = -1

  /** Asks for more until this process may let `count` through, or there is no more to have. */
  async function ask(key: string, count: number, from: { database: Database; most: number }) {
    for (;;) {
      const has = allowed.get(key) ?? share
      if (count <= has || has === Infinity) return
      const asked = asking.get(key) ?? takeMore(key, has, from)
      asking.set(key, asked)
      await asked
      if ((allowed.get(key) ?? share) === has) return
    }
  }

  async function takeMore(key: string, has: number, from: { database: Database; most: number }) {
    const its = window
    try {
      const taken = await takeShare(
        from.database,
        `${name} ${key}`,
        { begins: its * windowMs, ends: (its + 1) * windowMs },
        { wanted: share, most: from.most }
      )
      if (its === window && taken > 0) allowed.set(key, has + taken)
    } finally {
      asking.delete(key)
    }
  }

  return async (key) => {
    const at = clock()
    if (Math.floor(at / windowMs) !== window) {
      window = Math.floor(at / windowMs)
      used.clear()
      allowed.clear()
    }
    const count = used.add(key, 1)
    if (count > most) throw tooMany(at, windowMs)
    if (!shared || count <= share) return
    await ask(key, count, shared)
    if (count > (allowed.get(key) ?? share)) throw tooMany(at, windowMs)
  }
}

function tooMany(at: number, windowMs: number) {
  return problem('too-many', String(Math.max(1, Math.ceil((windowMs - (at % windowMs)) / 1_000))))
}
