import type { ScoresView } from '../../server/contract/figures'
import type { SurveyView } from '../../server/contract/surveys'

export type Row = ScoresView['rows'][number]
export type Column = 'label' | 'score' | 'count' | 'change'
export type Order = { column: Column; descending: boolean }

/**
 * What people may be sorted by: in an order of raw scores, few answers and hard topics would put the wrong
 * ones last.
 */
export const columnsOfPeople: readonly Column[] = ['label', 'count']

/**
 * How the address wants rows sorted, such as `sort=-count`. Scores go from the worst to the best, people by
 * how many answers there are.
 */
export function orderOf(query: URLSearchParams, ofPeople = false): Order {
  const sort = query.get('sort') ?? ''
  const columns = ofPeople ? columnsOfPeople : (['label', 'score', 'count', 'change'] as const)
  const column = columns.find((name) => name === sort.replace(/^-/, ''))
  if (column) return { column, descending: sort.startsWith('-') }
  return ofPeople ? { column: 'count', descending: true } : { column: 'score', descending: false }
}

/** Rows without what they are sorted by stand last, most answers first, whichever way the others go. */
export function orderBy(
  rows: readonly Row[],
  { column, descending }: Order,
  direction: SurveyView['direction']
): Row[] {
  // Only a mean keeps the direction of its scale: more satisfied customers are better, whatever satisfied
  // them.
  const better = direction === 'lower-is-better' && rows[0]?.score.unit === 'mean' ? -1 : 1
  const turn = descending ? -1 : 1
  if (column === 'label') return rows.toSorted((a, b) => turn * a.label.localeCompare(b.label))
  const value = valueOf[column]
  const way = column === 'count' ? turn : turn * better
  return rows.toSorted((a, b) => {
    const [one, other] = [value(a), value(b)]
    if (one === null || other === null)
      return Number(one === null) - Number(other === null) || b.score.count - a.score.count
    return way * (one - other) || b.score.count - a.score.count
  })
}

const valueOf: Record<Exclude<Column, 'label'>, (row: Row) => number | null> = {
  score: ({ score }) => (score.state === 'hidden' ? null : score.value),
  count: ({ score }) => score.count,
  change: ({ score, previous, change }) =>
    score.state === 'hidden' || !previous || previous.state === 'hidden' ? null : (change?.value ?? null)
}
