import { hash } from 'node:crypto'

/** A table of numbers by text that stays small for millions of texts: it keeps 53 bits of a hash of each, and not the text. */
export type KeyTable = {
  get(key: string): number | undefined
  set(key: string, value: number): void
  has(key: string): boolean
  readonly size: number
}

const firstSize = 1_024
const fullAt = 0.6

export function createKeyTable(): KeyTable {
  let keys = new Float64Array(firstSize)
  let values = new Float64Array(firstSize)
  let size = 0

  const placeOf = (hash: number, among: Float64Array) => {
    let place = hash % among.length
    while (among[place] !== 0 && among[place] !== hash) place = (place + 1) % among.length
    return place
  }
  const grow = () => {
    const [before, of] = [keys, values]
    keys = new Float64Array(before.length * 2)
    values = new Float64Array(before.length * 2)
    for (const [index, hash] of before.entries()) {
      if (hash === 0) continue
      const place = placeOf(hash, keys)
      keys[place] = hash
      values[place] = of[index] ?? 0
    }
  }
  return {
    get(key) {
      const place = placeOf(hashed(key), keys)
      return keys[place] === 0 ? undefined : values[place]
    },
    set(key, value) {
      const hash = hashed(key)
      const place = placeOf(hash, keys)
      const isNew = keys[place] === 0
      keys[place] = hash
      values[place] = value
      if (isNew && ++size > keys.length * fullAt) grow()
    },
    has: (key) => keys[placeOf(hashed(key), keys)] !== 0,
    get size() {
      return size
    }
  }
}

/** 53 bits, never 0, which marks a free place. */
export function hashed(text: string): number {
  const digest = hash('sha256', text, 'buffer')
  return digest.readUInt32BE(0) * 2 ** 21 + (digest.readUInt32BE(4) >>> 11) || 1
}
