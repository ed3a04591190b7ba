import { hash } from 'node:crypto'
import type { NumbersOnDisk } from '../db/numbers-on-disk'
import { openNumbers } from '../db/numbers-on-disk'

/**
 * A table of whole numbers below 2³² by text that takes little memory for millions of texts: it keeps 53
 * bits of a hash of each, and not the text.
 */
export type KeyTable = {
  get(key: string): number | undefined
  set(key: string, value: number): void
  has(key: string): boolean
  readonly size: number
}

/**
 * Tables that one piece of work needs. `close` takes away what they keep on disk; afterwards none of them
 * may be used.
 */
export type KeyTables = { make(): KeyTable; close(): void }

const firstSlots = 1_024
/** 12 bytes each: what does not fit into 3 MB goes to disk. */
const slotsMax = 2 ** 18
const fullAt = 0.8

export function createKeyTables(most = slotsMax): KeyTables {
  let disk: NumbersOnDisk | undefined
  return {
    make: () => createKeyTable(most, () => (disk ??= openNumbers()).table()),
    close: () => disk?.close()
  }
}

function createKeyTable(most: number, onDisk: () => ReturnType<NumbersOnDisk['table']>): KeyTable {
  let keys = new Float64Array(firstSlots)
  let values = new Uint32Array(firstSlots)
  let moved: ReturnType<NumbersOnDisk['table']> | undefined
  let size = 0

  const placeOf = (hash: number) => {
    let place = hash % keys.length
    while (keys[place] !== 0 && keys[place] !== hash) place = (place + 1) % keys.length
    return place
  }
  const put = (hash: number, value: number): boolean => {
    const place = placeOf(hash)
    const isNew = keys[place] === 0
    keys[place] = hash
    values[place] = value
    return isNew
  }
  const grow = () => {
    const [before, of] = [keys, values]
    const isLarge = keys.length * 2 > most
    keys = new Float64Array(isLarge ? 0 : keys.length * 2)
    values = new Uint32Array(keys.length)
    if (isLarge) moved = onDisk()
    for (const [index, hash] of before.entries()) {
      if (hash === 0) continue
      if (moved) moved.set(hash, of[index] ?? 0)
      else put(hash, of[index] ?? 0)
    }
  }
  const get = (key: string): number | undefined => {
    const hash = hashed(key)
    if (moved) return moved.get(hash)
    const place = placeOf(hash)
    return keys[place] === 0 ? undefined : values[place]
  }
  return {
    get,
    set(key, value) {
      const hash = hashed(key)
      if (moved) {
        if (moved.set(hash, value)) size++
      } else if (put(hash, value) && ++size > keys.length * fullAt) grow()
    },
    has: (key) => get(key) !== undefined,
    get size() {
      return size
    }
  }
}

/** 53 bits, never 0, which marks a free place. */
function hashed(text: string): number {
  const digest = hash('sha256', text, 'buffer')
  return digest.readUInt32BE(0) * 2 ** 21 + (digest.readUInt32BE(4) >>> 11) || 1
}

/** 32 bits of a hash: of two texts, chance makes one in four billion alike. */
export function signOf(text: string): number {
  return hash('sha256', text, 'buffer').readUInt32BE(8)
}
