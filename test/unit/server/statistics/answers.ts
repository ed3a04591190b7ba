import fc from 'fast-check'
import type { Part } from '../../../../server/statistics/pool'
import type { Cell } from '../../../../server/statistics/sample'
import { csat } from './meanings'

/** So many satisfied customers of so many. */
export function satisfied(part: number, count: number): Part[] {
  return [
    {
      meaning: csat,
      tally: new Map([
        [5, part],
        [1, count - part]
      ])
    }
  ]
}

/** Cells from group → stratum → [satisfied, answers]. */
export function cellsOf(groups: Record<string, Record<string, [number, number]>>): Cell[] {
  return Object.entries(groups).flatMap(([group, strata]) =>
    Object.entries(strata).map(([stratum, [part, count]]) => ({
      group,
      stratum,
      parts: satisfied(part, count)
    }))
  )
}

/** [satisfied, answers] of at least one answer. */
export const someAnswers = fc
  .integer({ min: 1, max: 400 })
  .chain((count) => fc.nat(count).map((part): [number, number] => [part, count]))

/** mulberry32: the same draws in every run. */
export function seeded(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** How many of `count` customers are satisfied when each is with this probability. */
export function drawn(random: () => number, truth: number, count: number): number {
  let part = 0
  for (let answer = 0; answer < count; answer++) if (random() < truth) part++
  return part
}
