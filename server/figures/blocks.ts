import { scoreDefaults } from '../statistics/score'
import type { Comparison, Period } from '../time/periods'
import { addDays, comparedOf } from '../time/periods'

/** How many answers a day brought. */
export type DayCounts = ReadonlyMap<string, number>

/**
 * The last day of each block but the last one, which goes on; `first` and `last` are the days of the first
 * and of the last answer.
 */
export type Blocks = { first: string; last: string; ends: readonly string[] } | undefined

/**
 * Days in blocks that hold at least five answers of each kind or none, from the first answer on; what is
 * left at the end belongs to the last block. Periods that begin and end with a block never differ by so few
 * answers that single ones could be told.
 */
export function blocksOf(kinds: readonly DayCounts[]): Blocks {
  const days = [...new Set(kinds.flatMap((counts) => [...counts.keys()]))].sort()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const sums = kinds.map(() => 0)
  const ends: string[] = []
  for (const day of days) {
    for (const [kind, counts] of kinds.entries()) sums[kind] = (sums[kind] ?? 0) + (counts.get(day) ?? 0)
    if (sums.some((sum) => sum > 0 && sum < scoreDefaults.hiddenBelow)) continue
    ends.push(day)
    sums.fill(0)
  }
  // What comes after the last end may be few, so that it is one with the block before.
  return { first, last, ends: ends.slice(0, -1) }
}

/**
 * The period with the whole of the blocks in which it begins and ends. One without any answer stays as it
 * is.
 */
export function snapped(period: Period, blocks: Blocks): Period {
  if (!blocks || period.to < blocks.first || period.from > blocks.last) return period
  const before = blocks.ends.findLast((end) => end < period.from)
  return {
    from: before === undefined ? earlier(period.from, blocks.first) : addDays(before, 1),
    to: blocks.ends.find((end) => end >= period.to) ?? later(period.to, blocks.last)
  }
}

/** The same for what `period` is compared with, which ends before `period` begins. */
export function snappedCompared(period: Period, comparison: Comparison, blocks: Blocks): Period {
  const { from, to } = snapped(comparedOf(period, comparison), blocks)
  return { from, to: earlier(to, addDays(period.from, -1)) }
}

/** Whether a period begins and ends with a block. */
export function isSnapped(period: Period, blocks: Blocks): boolean {
  const whole = snapped(period, blocks)
  return whole.from === period.from && whole.to === period.to
}

function earlier(a: string, b: string): string {
  return a < b ? a : b
}

function later(a: string, b: string): string {
  return a > b ? a : b
}
