import betaCdf from '@stdlib/stats-base-dists-beta-cdf'

/**
 * What one customer said of each driver, in the order of their names, and of the whole. All of them: half
 * an answer cannot be used.
 */
export type Judgement = { drivers: readonly number[]; outcome: number }

type Driver = {
  key: string
  /** The driver's part of what all drivers explain; the parts of all add up to 1. */
  share: number
  /** How well it does: the mean rating. Important and low is where work pays. */
  mean: number
  /** Its correlation with the outcome, -1 to 1. Null when all rated it alike. */
  correlation: number | null
}

export type Drivers = {
  count: number
  /** The part of the outcome's spread that the drivers explain together, 0 to 1. */
  explained: number
  /** That the drivers explain nothing (F test). */
  p: number
  /** The most important first. */
  rows: Driver[]
}

/** The work doubles with every driver. */
export const driversMax = 12

/**
 * Key drivers by Lindeman, Merenda and Gold: what each adds to R², averaged over all orders in which they
 * can be entered (the Shapley value; Grömping 2007, The American Statistician 61:139). Null where nothing
 * can be said: too few answers for so many drivers, all outcomes alike, or no driver that moves. Throws a
 * RangeError above `driversMax`.
 */
export function keyDrivers(names: readonly string[], judgements: readonly Judgement[]): Drivers | null {
  const ofDrivers = names.map((_, driver) => judgements.map((one) => one.drivers[driver] ?? NaN))
  const columns = [...ofDrivers, judgements.map((one) => one.outcome)]
  const means = columns.map(mean)
  const centred = columns.map((values, place) => values.map((value) => value - (means[place] ?? NaN)))
  return driversOf(names, {
    count: judgements.length,
    means,
    products: centred.map((a) => centred.map((b) => dot(a, b)))
  })
}

/**
 * What keyDrivers needs of all judgements: `products` are sums of products around the means, of each driver
 * and at last of the outcome.
 */
export type Moments = { count: number; means: readonly number[]; products: readonly (readonly number[])[] }

/** The same where only that is known. */
export function driversOf(names: readonly string[], { count, means, products }: Moments): Drivers | null {
  const many = names.length
  if (many > driversMax)
    throw new RangeError(`Key drivers are worked out for at most ${driversMax} drivers; ${many} were given.`)
  if (many === 0 || count < many + 2) return null
  const lengths = products.map((row, place) => Math.sqrt(row[place] ?? 0))
  const moves = (place: number) => (lengths[place] ?? 0) > 0
  if (!moves(many)) return null
  const correlation = (product: number, a: number, b: number) =>
    moves(a) && moves(b) ? product / ((lengths[a] ?? 1) * (lengths[b] ?? 1)) : 0
  const correlations = products.map((row, a) => row.map((product, b) => correlation(product, a, b)))
  const explained = explainedBySubset(correlations, many)
  const all = (1 << many) - 1
  const total = explained[all] ?? 0
  if (total === 0) return null
  const rows = names.map(
    (key, driver): Driver => ({
      key,
      share: average(explained, many, driver) / total,
      mean: means[driver] ?? NaN,
      correlation: moves(driver) ? (correlations[driver]?.[many] ?? null) : null
    })
  )
  rows.sort((a, b) => b.share - a.share)
  return { count, explained: total, p: betaCdf(1 - total, (count - many - 1) / 2, many / 2), rows }
}

/** The mean of what the driver adds to every set of the others, each size of set weighing the same. */
function average(explained: Float64Array, many: number, driver: number): number {
  const weights = weightsBySize(many)
  let sum = 0
  for (let set = 0; set < 1 << many; set++) {
    if (set & (1 << driver)) continue
    sum += (weights[bits(set)] ?? 0) * ((explained[set | (1 << driver)] ?? 0) - (explained[set] ?? 0))
  }
  return sum
}

/** size! (many - 1 - size)! / many! */
function weightsBySize(many: number): number[] {
  const weights = [1 / many]
  for (let size = 1; size < many; size++) weights.push(((weights[size - 1] ?? 0) * size) / (many - size))
  return weights
}

function bits(set: number): number {
  let count = 0
  for (let rest = set; rest > 0; rest &= rest - 1) count++
  return count
}

/** R² of every set of drivers, a set being the bits of the place. */
function explainedBySubset(correlations: readonly number[][], many: number): Float64Array {
  const explained = new Float64Array(1 << many)
  for (let set = 1; set < explained.length; set++) {
    const chosen = [...Array(many).keys()].filter((driver) => set & (1 << driver))
    explained[set] = rSquared(chosen, correlations, many)
  }
  return explained
}

/** What is left of a driver after the others, below which it repeats them and adds nothing. */
const repeated = 1e-10

/** By Cholesky's factors of the correlations of the drivers, with the outcome as the last row. */
function rSquared(chosen: readonly number[], correlations: readonly number[][], outcome: number): number {
  const rows: number[][] = []
  const last: number[] = []
  for (const driver of chosen) {
    const row: number[] = []
    for (const [place, before] of rows.entries()) {
      const pivot = before[place] ?? 0
      row.push(pivot > 0 ? ((correlations[driver]?.[chosen[place] ?? 0] ?? 0) - dot(row, before)) / pivot : 0)
    }
    const left = (correlations[driver]?.[driver] ?? 0) - dot(row, row)
    const own = left > repeated ? Math.sqrt(left) : 0
    last.push(own > 0 ? ((correlations[driver]?.[outcome] ?? 0) - dot(row, last)) / own : 0)
    row.push(own)
    rows.push(row)
  }
  return dot(last, last)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Over the places that both have. */
function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let place = 0; place < Math.min(a.length, b.length); place++) sum += (a[place] ?? 0) * (b[place] ?? 0)
  return sum
}
