/**
 * Numbers that look random and are the same in every run: mulberry32, by Tommy Ettinger, in the public
 * domain.
 */
export type Random = {
  /** Evenly from 0 up to but not including 1. */
  even(): number
  chance(probability: number): boolean
  /** One of the names, each as often as its weight says. */
  weighted<Name extends string>(weights: Readonly<Partial<Record<Name, number>>>): Name
  one<Item>(items: readonly Item[]): Item
  /** Around `median`, mostly within a factor of e^spread: how long people wait and work. */
  skewed(median: number, spread: number): number
}

export function makeRandom(seed: number): Random {
  let state = seed >>> 0
  const even = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    even,
    chance: (probability) => even() < probability,
    weighted<Name extends string>(weights: Readonly<Partial<Record<Name, number>>>) {
      const entries = Object.entries(weights) as [Name, number][] // keys of a record with these keys
      let left = even() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      const found = entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1)
      if (!found) throw new RangeError('there is nothing to choose from')
      return found[0]
    },
    one(items) {
      const item = items[Math.floor(even() * items.length)]
      if (item === undefined) throw new RangeError('there is nothing to choose from')
      return item
    },
    skewed(median, spread) {
      // Two even numbers make a normal one (Box and Muller, 1958).
      const normal = Math.sqrt(-2 * Math.log(1 - even())) * Math.cos(2 * Math.PI * even())
      return median * Math.exp(normal * spread)
    }
  }
}
