import type { MarkView } from '../../../server/contract/marks'
import type { Period } from '../../app/period'

/** Steps of a chart in which something happened, by their places. `row` keeps names apart that would meet. */
export type Marked = { name: string; from: number; to: number; row: number }

/** A mark with the number that it has in the charts. */
export type Numbered = MarkView & { number: number }

/** Where marks stand among the steps of a chart; those that begin in one step share a name. */
export function placedMarks(
  marks: readonly Numbered[],
  steps: readonly { days: Period }[],
  nameOf: (number: number) => string
): Marked[] {
  const placed = new Map<number, Marked>()
  for (const { from, to, number } of marks) {
    const first = steps.findIndex(({ days }) => days.to >= from)
    const last = steps.findLastIndex(({ days }) => days.from <= to)
    if (first < 0 || last < first) continue
    const there = placed.get(first)
    placed.set(first, {
      name: there ? `${there.name}, ${nameOf(number)}` : nameOf(number),
      from: first,
      to: Math.max(last, there?.to ?? last),
      row: 0
    })
  }
  return [...placed.values()]
}
