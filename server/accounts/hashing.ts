import { AsyncLocalStorage } from 'node:async_hooks'
import { problem } from '../contract/problem'
import { isSameKey, keyOf, newSalt } from './passwords'

/**
 * A hash takes some 100 ms of a core and 32 MB: two at a time leave the rest of the machine to everybody
 * else.
 */
const slots = 2
/**
 * How many may wait: strangers about a second, and those whom we know (a browser that signed in before, a
 * link of ours) longer.
 */
const strangersWaiting = 16
const knownWaiting = 64

/** What is known of a password while better-auth deals with it: it passes neither through its functions. */
type Meanwhile = { isKnown?: true; salt?: string; matched?: string }

export type Hashing = {
  /** What the password gives with this salt. */
  key(password: string, salt: string): Promise<string>
  hash(password: string): Promise<string>
  verify(given: { hash: string; password: string }): Promise<boolean>
  /**
   * Within `work` hashing goes before what strangers ask for, new hashes have this salt, and one hash is
   * matched already.
   */
  meanwhile<T>(known: Meanwhile, work: () => Promise<T>): Promise<T>
}

/** Passwords are hashed in two slots. Throws `passwords-busy` beyond a short queue. */
export function makeHashing(): Hashing {
  const store = new AsyncLocalStorage<Meanwhile>()
  const first: (() => void)[] = []
  const strangers: (() => void)[] = []
  let free = slots

  async function key(password: string, salt: string): Promise<string> {
    if (free > 0) free--
    else {
      const [queue, max] = store.getStore()?.isKnown ? [first, knownWaiting] : [strangers, strangersWaiting]
      if (queue.length >= max) throw problem('passwords-busy')
      await new Promise<void>((start) => queue.push(start))
    }
    try {
      return await keyOf(password, salt)
    } finally {
      // The slot goes on to whoever is next, so nobody who comes between takes it.
      const next = first.shift() ?? strangers.shift()
      if (next) next()
      else free++
    }
  }

  return {
    key,
    async hash(password) {
      const salt = store.getStore()?.salt ?? newSalt()
      return `${salt}:${await key(password, salt)}`
    },
    async verify({ hash, password }) {
      if (store.getStore()?.matched === hash) return true
      const [salt = '', wanted = ''] = hash.split(':')
      return isSameKey(await key(password, salt), wanted)
    },
    meanwhile: (known, work) => store.run({ ...store.getStore(), ...known }, work)
  }
}
