import type { wilson } from '../scores/proportions'
import type { DurationTold, QuantileTold } from './wire'

/**
 * Makes what tells the mean, the median and the 90th percentile of many durations, as scores/durations.ts says it of few. It runs in
 * the thread of the columns from the text of this very function (see thread.ts), so that nothing outside of it may be used: `wilsonOf` and
 * `z` come from scores/.
 */
export function makeDurations(wilsonOf: typeof wilson, z: number) {
  /** Numbers go into bins in their order: the first 18 bits of a float of 32. */
  const [float, bits] = floatAndBits()
  const dropped = 14
  const bins = new Uint32Array(2 ** (31 - dropped))
  const wanted = new Uint8Array(bins.length)

  function floatAndBits() {
    const float = new Float32Array(1)
    return [float, new Uint32Array(float.buffer)] as const
  }

  function binOf(ms: number): number {
    float[0] = ms
    return (bits[0] ?? 0) >>> dropped
  }

  /** Milliseconds in stretches; NaN is unknown, below zero none that a clock can have measured. */
  return function figuresOf(stretches: readonly Float64Array[]): DurationTold {
    let [count, excluded, sum, highest] = [0, 0, 0, 0]
    for (const stretch of stretches) {
      for (let place = 0; place < stretch.length; place++) {
        const ms = stretch[place] as number // within the array, here and below
        if (ms >= 0) {
          count++
          sum += ms
          const bin = binOf(ms)
          if (bin > highest) highest = bin
          ;(bins[bin] as number)++
        } else if (ms < 0) excluded++
      }
    }
    const median = placesOf(0.5, count)
    const p90 = placesOf(0.9, count)
    const values = valuesAt(stretches, [...median, ...p90].flatMap((place) => [Math.floor(place), Math.floor(place) + 1]), count, highest)
    bins.fill(0, 0, highest + 1)
    return { count, excluded, mean: count === 0 ? null : sum / count / 1_000, median: quantile(median), p90: quantile(p90) }

    function quantile(places: readonly number[]): QuantileTold | null {
      const [value, lower, upper] = places.map((place) => secondsAt(place))
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

  /** What comes at these places in order: only the bins in which they lie are looked at. */
  function valuesAt(stretches: readonly Float64Array[], places: readonly number[], count: number, highest: number): Map<number, number> {
    const values = new Map<number, number>()
    const sought = [...new Set(places)].filter((place) => place >= 0 && place < count).sort((a, b) => a - b)
    const found = new Map<number, { before: number; places: number[]; counts: Map<number, number> }>()
    let [before, next] = [0, 0]
    for (let bin = 0; bin <= highest && next < sought.length; bin++) {
      const until = before + (bins[bin] ?? 0)
      for (; next < sought.length && (sought[next] ?? 0) < until; next++) {
        const its = found.get(bin) ?? { before, places: [], counts: new Map<number, number>() }
        its.places.push(sought[next] ?? 0)
        found.set(bin, its)
      }
      before = until
    }
    for (const bin of found.keys()) wanted[bin] = 1
    for (const stretch of stretches) {
      for (let place = 0; place < stretch.length; place++) {
        const ms = stretch[place] as number
        if (!(ms >= 0)) continue
        const bin = binOf(ms)
        if (!wanted[bin]) continue
        const counts = found.get(bin)?.counts
        counts?.set(ms, (counts.get(ms) ?? 0) + 1)
      }
    }
    for (const [bin, its] of found) {
      wanted[bin] = 0
      let [passed, at] = [its.before, 0]
      for (const [ms, count] of [...its.counts].sort(([a], [b]) => a - b)) {
        passed += count
        for (; at < its.places.length && (its.places[at] ?? 0) < passed; at++) values.set(its.places[at] ?? 0, ms)
      }
    }
    return values
  }
}

export type Durations = ReturnType<typeof makeDurations>
