import type { wilson } from '../statistics/proportions'
import type { DurationTold, QuantileTold } from './wire'

/**
 * Makes what tells the mean, the median and the 90th percentile of many durations, as
 * statistics/durations.ts says it of few. It runs in the thread of the columns from the text of this very
 * function (see thread.ts), so that nothing outside of it may be used: `wilsonOf` and `z` come from
 * scores/.
 */
export function makeDurations(wilsonOf: typeof wilson, z: number) {
  /**
   * Milliseconds go into bins in their order, by the first bits of a float of 32: 512 bins from one power of
   * two to the next.
   */
  const dropped = 14
  const binOfOne = 127 * 512
  const nowhere = 65_535
  const float = new Float32Array(1)
  const bits = new Uint32Array(float.buffer)
  const [allBins, someBins] = [new Uint32Array(nowhere + 1), new Uint32Array(nowhere + 1)]
  const wanted = new Int32Array(nowhere + 1)

  type Sought = {
    bin: number
    before: number
    places: number[]
    values: Float64Array
    used: number
    lowest: number
    highest: number
  }
  type Sums = { count: number; excluded: number; sum: number }
  type Stretch = readonly [from: number, to: number]

  /**
   * Durations as `codes`, group after group, which begin at `starts`: 0 is unknown, 1 none that a clock can
   * have measured, and what more they mean `msOf` says. Tells the figures of each of `rows`, which are
   * groups; the first one holds all groups.
   */
  return function figuresOf(
    codes: Uint32Array,
    starts: Uint32Array,
    rows: readonly (readonly number[])[],
    msOf: (code: number) => number
  ): DurationTold[] {
    const groups = starts.length - 1
    const bins = new Uint16Array(codes.length)
    const [counts, excluded, sums] = [
      new Uint32Array(groups),
      new Uint32Array(groups),
      new Float64Array(groups)
    ]
    let highest = 0
    for (let group = 0; group < groups; group++) {
      let [count, out, sum] = [0, 0, 0]
      const end = starts[group + 1] as number // within the arrays, here and below
      for (let place = starts[group] as number; place < end; place++) {
        const code = codes[place] as number
        if (code < 2) {
          bins[place] = nowhere
          out += code
          continue
        }
        const ms = msOf(code)
        float[0] = ms
        const bin = ms < 1 ? 0 : ((bits[0] as number) >>> dropped) - binOfOne + 1
        bins[place] = bin
        ;(allBins[bin] as number)++
        if (bin > highest) highest = bin
        count++
        sum += ms
      }
      counts[group] = count
      excluded[group] = out
      sums[group] = sum
    }
    const isKnown = counts.some((count) => count > 0)
    const told = rows.map((its, row) => {
      const stretches = its.map((group): Stretch => [starts[group] ?? 0, starts[group + 1] ?? 0])
      const inBins = row === 0 ? allBins : someBins
      if (row > 0 && isKnown) {
        someBins.fill(0, 0, highest + 1)
        for (const [from, to] of stretches) {
          for (let place = from; place < to; place++) (someBins[bins[place] as number] as number)++
        }
      }
      const of = (numbers: Uint32Array | Float64Array) =>
        its.reduce((sum, group) => sum + (numbers[group] ?? 0), 0)
      return figuresIn(
        inBins,
        highest,
        { count: of(counts), excluded: of(excluded), sum: of(sums) },
        (sought) => {
          for (const [from, to] of stretches) {
            for (let place = from; place < to; place++) {
              const number = wanted[bins[place] as number] as number
              // To ask an array for what is before its first one takes long.
              if (number > 0) keep(sought[number - 1], msOf(codes[place] as number))
            }
          }
        }
      )
    })
    allBins.fill(0, 0, highest + 1)
    return told
  }

  function keep(one: Sought | undefined, ms: number) {
    if (!one) return
    one.values[one.used++] = ms
    if (ms < one.lowest) one.lowest = ms
    if (ms > one.highest) one.highest = ms
  }

  function figuresIn(
    inBins: Uint32Array,
    highest: number,
    { count, excluded, sum }: Sums,
    collect: (sought: Sought[]) => void
  ): DurationTold {
    const [median, p90] = [placesOf(0.5, count), placesOf(0.9, count)]
    const places = [...median, ...p90].flatMap((place) => [Math.floor(place), Math.floor(place) + 1])
    const there = [...new Set(places)].filter((place) => place >= 0 && place < count)
    const sought = soughtIn(
      inBins,
      highest,
      there.sort((a, b) => a - b)
    )
    for (const [number, { bin }] of sought.entries()) wanted[bin] = number + 1
    if (sought.length > 0) collect(sought)
    for (const { bin } of sought) wanted[bin] = 0
    const values = new Map<number, number>()
    for (const { before, places, values: its, lowest, highest } of sought) {
      // Only the bins are sorted in which something is sought, and those of one value need not be.
      if (lowest < highest) its.sort()
      for (const place of places) values.set(place, its[place - before] ?? NaN)
    }
    return {
      count,
      excluded,
      mean: count === 0 ? null : sum / count / 1_000,
      median: quantile(median),
      p90: quantile(p90)
    }

    function quantile(of: readonly number[]): QuantileTold | null {
      const [value, lower, upper] = of.map((place) => secondsAt(place))
      return value === undefined ? null : { value: value ?? NaN, lower: lower ?? null, upper: upper ?? null }
    }

    /** Between two places in proportion (type 7 of Hyndman & Fan 1996). Null beyond. */
    function secondsAt(place: number): number | null {
      if (place < 0 || place > count - 1) return null
      const from = values.get(Math.floor(place)) ?? NaN
      const part = place % 1
      return (part === 0 ? from : from + part * ((values.get(Math.floor(place) + 1) ?? NaN) - from)) / 1_000
    }
  }

  /** The places of a quantile and of the ends of its interval (Woodruff 1952), from 0 on; none of nothing. */
  function placesOf(share: number, count: number): number[] {
    const shares = wilsonOf({ part: share * count, count }, z)
    return shares ? [(count - 1) * share, (count + 1) * shares.lower - 1, (count + 1) * shares.upper - 1] : []
  }

  /** The bins in which places in order lie, and how many come before them. */
  function soughtIn(inBins: Uint32Array, highest: number, places: readonly number[]): Sought[] {
    const found: Sought[] = []
    let [before, next] = [0, 0]
    for (let bin = 0; bin <= highest && next < places.length; bin++) {
      const size = inBins[bin] ?? 0
      const its: number[] = []
      for (; next < places.length && (places[next] ?? 0) < before + size; next++) its.push(places[next] ?? 0)
      if (its.length > 0) {
        const values = new Float64Array(size)
        found.push({ bin, before, places: its, values, used: 0, lowest: Infinity, highest: -Infinity })
      }
      before += size
    }
    return found
  }
}

export type Durations = ReturnType<typeof makeDurations>
