import { randomInt } from 'node:crypto'

/** So many keys are told apart at first, and at most: 2²¹ of them take 24 MB. */
const slotsMin = 2 ** 10
const slotsMax = 2 ** 21
const fullAt = 0.7
/** How far from its place a key is looked for, and how far when the room is used up. */
const triesMax = 1_000
const triesWhenFull = 16

/**
 * Counts by key in bounded memory. A key is kept as 64 bits of a hash that nobody outside can foresee. When
 * there are more keys than room, new ones share the count of a neighbour: too much is counted then, never
 * too little.
 */
export class Counts {
  #slots = slotsMin
  #kept = 0
  #high = new Uint32Array(slotsMin)
  #low = new Uint32Array(slotsMin)
  #counts = new Uint32Array(slotsMin)
  readonly #seeds = [randomInt(2 ** 32), randomInt(2 ** 32)] as const

  /** Adds to a key's count and gives what it is then. */
  add(key: string, by: number): number {
    if (this.#kept > this.#slots * fullAt && this.#slots < slotsMax) this.#grow()
    const [high, low] = this.#hash(key)
    const slot = this.#slotOf(high, low)
    if (this.#counts[slot] === 0) {
      this.#kept++
      this.#high[slot] = high
      this.#low[slot] = low
    }
    const count = Math.max(0, (this.#counts[slot] ?? 0) + by)
    this.#counts[slot] = count
    return count
  }

  /** Forgets everything, and gives back the room that was needed for it. */
  clear() {
    this.#resize(slotsMin)
  }

  #slotOf(high: number, low: number): number {
    const home = low & (this.#slots - 1)
    const most = this.#kept > this.#slots * fullAt ? triesWhenFull : triesMax
    for (let tries = 0; tries < most; tries++) {
      const slot = (home + tries) & (this.#slots - 1)
      if (this.#counts[slot] === 0 || (this.#high[slot] === high && this.#low[slot] === low)) return slot
    }
    return home
  }

  #grow() {
    const [highs, lows, counts] = [this.#high, this.#low, this.#counts]
    this.#resize(this.#slots * 2)
    counts.forEach((count, index) => {
      if (count === 0) return
      const [high, low] = [highs[index] ?? 0, lows[index] ?? 0]
      const slot = this.#slotOf(high, low)
      if (this.#counts[slot] === 0) this.#kept++
      this.#high[slot] = high
      this.#low[slot] = low
      this.#counts[slot] = (this.#counts[slot] ?? 0) + count
    })
  }

  #resize(slots: number) {
    this.#slots = slots
    this.#kept = 0
    this.#high = new Uint32Array(slots)
    this.#low = new Uint32Array(slots)
    this.#counts = new Uint32Array(slots)
  }

  /** FNV-1a twice, from two seeds, stirred at the end. */
  #hash(key: string): [high: number, low: number] {
    let [high, low]: [number, number] = [...this.#seeds]
    for (let index = 0; index < key.length; index++) {
      const unit = key.charCodeAt(index)
      high = Math.imul(high ^ unit, 0x01000193)
      low = Math.imul(low ^ unit, 0x85ebca6b)
      low ^= low >>> 15
    }
    return [stirred(high), stirred(low)]
  }
}

function stirred(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b)
  return (once ^ (once >>> 16)) >>> 0
}
