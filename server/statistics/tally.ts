import type { Step } from '../contract/terms'

/**
 * What a rating meant when it was given. Kept with the answer, so that a later edit of the survey changes
 * no past figure.
 */
export type Meaning = {
  metric: 'csat' | 'nps' | 'ces' | 'thumbs'
  min: number
  max: number
  /** How far apart ratings are; 1 where it is left out. */
  step?: Step | undefined
  /**
   * The first satisfied rating, seen from the middle of the scale; with lower-is-better it is the highest
   * one.
   */
  satisfiedFrom: number
  direction: 'higher-is-better' | 'lower-is-better'
}

/** How many customers chose each rating. */
export type Tally = ReadonlyMap<number, number>

export function addTallies(...tallies: readonly Tally[]): Tally {
  const sum = new Map<number, number>()
  for (const tally of tallies) {
    for (const [rating, count] of tally) sum.set(rating, (sum.get(rating) ?? 0) + count)
  }
  return sum
}

/** The ratings that are in `all` and not in `some`, which is a part of it. */
export function withoutTally(all: Tally, some: Tally): Tally {
  return new Map([...all].map(([rating, count]) => [rating, count - (some.get(rating) ?? 0)]))
}

export function countOf(tally: Tally): number {
  return countWhere(tally, () => true)
}

/** Null without answers. */
export function meanOf(tally: Tally): number | null {
  const count = countOf(tally)
  if (count === 0) return null
  return sumOf(tally) / count
}

export function sumOf(tally: Tally): number {
  let sum = 0
  for (const [rating, times] of tally) sum += rating * times
  return sum
}

/** The sample standard deviation (n - 1). Null below two answers, because one answer has no spread. */
export function sdOf(tally: Tally): number | null {
  const count = countOf(tally)
  const mean = meanOf(tally)
  if (mean === null || count < 2) return null
  let squares = 0
  for (const [rating, times] of tally) squares += times * (rating - mean) ** 2
  return Math.sqrt(squares / (count - 1))
}

export function satisfiedOf(tally: Tally, { satisfiedFrom, direction }: Meaning): number {
  return countWhere(tally, (rating) =>
    direction === 'higher-is-better' ? rating >= satisfiedFrom : rating <= satisfiedFrom
  )
}

export function countWhere(tally: Tally, holds: (rating: number) => boolean): number {
  let count = 0
  for (const [rating, times] of tally) if (holds(rating)) count += times
  return count
}
