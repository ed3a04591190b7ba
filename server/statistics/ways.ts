import type { Tally } from './tally'

/** How probable each sum is: `shares[i]` is the probability of the sum `from` + i. */
export type Sums = { from: number; shares: Float64Array }

/**
 * How many ways there are to draw `most` answers or fewer, by their number and their sum. Rows are by
 * number, `wide` sums each, counted from so many times the lowest value. Each row is right up to a factor
 * of its own.
 */
type Ways = { most: number; wide: number; lowest: number; rows: Float64Array }

/** A table depends on all answers only, so one serves every group that is drawn from them. */
const tables = new WeakMap<Tally, Ways>()

/** The sums of `own` answers drawn without replacement from `all`. */
export function sumsOf(all: Tally, own: number): Sums {
  const known = tables.get(all)
  const ways = known && known.most >= own ? known : waysOf(all, own, known)
  tables.set(all, ways)
  const row = ways.rows.subarray(own * ways.wide, (own + 1) * ways.wide)
  return normalised({ from: own * ways.lowest, shares: row.slice() })
}

/** The sums of two independent draws together. */
export function addedSums(a: Sums, b: Sums): Sums {
  const shares = new Float64Array(a.shares.length + b.shares.length - 1)
  for (const [at, share] of a.shares.entries()) {
    if (share === 0) continue
    for (let other = 0; other < b.shares.length; other++)
      shares[at + other] = (shares[at + other] ?? 0) + share * (b.shares[other] ?? 0)
  }
  return { from: a.from + b.from, shares }
}

/** The same with shares that add up to 1, and without the sums at both ends that cannot be. */
export function normalised({ from, shares }: Sums): Sums {
  const first = Math.max(
    0,
    shares.findIndex((share) => share > 0)
  )
  const kept = shares.subarray(first, shares.findLastIndex((share) => share > 0) + 1)
  const whole = kept.reduce((sum, share) => sum + share, 0)
  return { from: from + first, shares: kept.map((share) => share / whole) }
}

function waysOf(all: Tally, own: number, known: Ways | undefined): Ways {
  const present = [...all].filter(([, count]) => count > 0).sort(([a], [b]) => a - b)
  const count = present.reduce((sum, [, times]) => sum + times, 0)
  const lowest = present[0]?.[0] ?? 0
  // The first group pays for itself; a larger one later pays for those that may come.
  const most = known ? Math.min(count, Math.max(own, 2 * known.most)) : own
  const wide = most * ((present.at(-1)?.[0] ?? 0) - lowest) + 1
  const rows = new Float64Array((most + 1) * wide)
  rows[0] = 1
  let reach = 0
  for (const [value, times] of present) {
    const rise = value - lowest
    const terms = choices(times, most, most / count)
    // From the largest number down, so that what is read is still without this value.
    for (let number = most; number > 0; number--) {
      for (let taken = Math.min(number, times); taken > 0; taken--) {
        const term = terms[taken] ?? 0
        const source = (number - taken) * wide
        const target = number * wide + taken * rise
        const last = (number - taken) * reach
        for (let sum = 0; sum <= last; sum++)
          rows[target + sum] = (rows[target + sum] ?? 0) + term * (rows[source + sum] ?? 0)
      }
    }
    reach = rise
  }
  return { most, wide, lowest, rows }
}

/**
 * Ways to choose 0, 1, 2, … of `times`, each by `scale` to that power, which keeps large numbers of answers
 * within doubles.
 */
function choices(times: number, most: number, scale: number): number[] {
  const terms = [1]
  for (let taken = 1; taken <= Math.min(times, most); taken++)
    terms.push(((terms[taken - 1] ?? 0) * scale * (times - taken + 1)) / taken)
  return terms
}
