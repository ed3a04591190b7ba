import type { HistoryRow } from '../contract/answers'
import type { Steps } from '../contract/rating-steps'
import { ratingOf } from '../contract/rating-steps'

type Detail = HistoryRow['detail']

/**
 * What happened to an answer, the latest first, with ratings in points. Entries keep the number of steps,
 * and name the versions of the survey where one gave way to another; `version` is the one that the answer
 * has now.
 */
export function withRatings(
  rows: readonly HistoryRow[],
  version: number,
  versions: ReadonlyMap<number, Steps>
): HistoryRow[] {
  let current = version
  const inPoints = (side: unknown): unknown => {
    if (!isRecord(side)) return side
    const { version: named, ...rest } = side
    const meaning = versions.get(typeof named === 'number' ? named : current)
    return typeof rest.rating === 'number' && meaning
      ? { ...rest, rating: ratingOf(rest.rating, meaning) }
      : rest
  }
  return rows.map((row) => {
    const { from, to, ...rest } = row.detail
    const after = to === undefined ? {} : { to: inPoints(to) }
    if (isRecord(from) && typeof from.version === 'number') current = from.version
    const before = from === undefined ? {} : { from: inPoints(from) }
    // What these hold are the values of a stored detail, one of them divided.
    return { ...row, detail: { ...before, ...after, ...(inPoints(rest) as Detail) } as Detail }
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
