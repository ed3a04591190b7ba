import type { MatrixQuery, MatrixView, Score, ScoresQuery, ScoresView } from '../contract/figures'
import type { Dimension } from '../contract/terms'
import { grains } from '../contract/terms'
import type { Database } from '../db/database'
import { askedOf } from './asked'
import { groupedBy, inOrder, readGroups } from './groups'
import { readLabels } from './labels'
import type { Scorer, Tallies } from './meanings'
import { readVersions, scorerOf, talliesOf } from './meanings'
import { stepsOf } from './periods'
import { topicsAgainstRest } from '../scores/topics'
import type { OpenSurvey } from '../survey-access'
import type { Count } from './tally-reader'
import { readCounts } from './tally-reader'

type Row = ScoresView['rows'][number]

const none: Tallies = new Map()

/**
 * The score of a period, and its rows: by a dimension the worst first, by time every step in order. Compared with the
 * period before, a row that has fallen silent stays with no answers, so that nothing disappears without being seen.
 * Steps are not compared: the days of two periods have nothing to do with each other.
 */
export async function readScores(database: Database, opened: OpenSurvey, query: ScoresQuery, now: number): Promise<ScoresView> {
  const { survey, site } = opened
  const { period, previousPeriod, by } = askedOf(opened, query, now)
  const grain = grains.find((one) => one === query.by)
  const dimension = grain ? undefined : (query.by as Dimension | undefined) // what is no grain is a dimension
  const breakdown = dimension ? by(dimension) : by()
  const [versions, labelOf, after, before] = await Promise.all([
    readVersions(database, survey.id),
    dimension ? readLabels(database, site.id, dimension) : (key: string) => key,
    readGroups(database, { ...breakdown, grain }, period),
    previousPeriod && readGroups(database, breakdown, previousPeriod)
  ])
  const scorer = scorerOf(versions, opened, after.total)
  const total = scorer.score(after.total)
  const rowOf = (key: string): Row => {
    const tallies = after.rows.get(key) ?? none
    const score = scorer.score(tallies)
    const share = total.count === 0 ? 0 : score.count / total.count
    return { key, label: labelOf(key), score, share, ...(dimension && before && compared(scorer, before.rows.get(key) ?? none, tallies)) }
  }
  const keys = dimension ? new Set([...after.rows.keys(), ...(before?.rows.keys() ?? [])]) : grain ? stepsOf(period, grain) : []
  const rows = [...keys].map(rowOf)
  return {
    ...headOf(scorer),
    period,
    ...(previousPeriod && { previousPeriod }),
    total,
    ...(before && compared(scorer, before.total, after.total)),
    rows: dimension ? rows.sort(worstFirst(scorer)) : rows
  }
}

/**
 * A score for each pair of values that has answers, and where it stands against all other answers; on both sides the values with the
 * most answers come first.
 */
export async function readMatrix(database: Database, opened: OpenSurvey, query: MatrixQuery, now: number): Promise<MatrixView> {
  const { survey, site } = opened
  const { period, by } = askedOf(opened, query, now)
  const [versions, rowLabel, columnLabel, counts, all] = await Promise.all([
    readVersions(database, survey.id),
    readLabels(database, site.id, query.rows),
    readLabels(database, site.id, query.columns),
    readCounts(database, by(query.rows, query.columns), period),
    readCounts(database, by(), period)
  ])
  const scorer = scorerOf(versions, opened, talliesOf(counts))
  const rows = mostFirst(counts, 0)
  const columns = mostFirst(counts, 1)
  const byRow = groupedBy(counts, 0)
  const cells = rows.flatMap((row) => {
    const its = groupedBy(byRow.get(row) ?? [], 1)
    return columns.flatMap((column) => (its.has(column) ? [{ row, column, tallies: talliesOf(its.get(column) ?? []) }] : []))
  })
  const total = talliesOf(all)
  const against = new Map(topicsAgainstRest(scorer.meaning, scorer.parts(total), cells.map(({ tallies }, index) => ({ key: String(index), parts: scorer.parts(tallies) }))).map((cell) => [cell.key, cell]))
  return {
    ...headOf(scorer),
    period,
    rows: rows.map((key) => ({ key, label: rowLabel(key) })),
    columns: columns.map((key) => ({ key, label: columnLabel(key) })),
    total: scorer.score(total),
    cells: cells.map(({ row, column, tallies }, index) => {
      const cell = against.get(String(index))
      const score = scorer.score(tallies)
      if (!cell || scorer.isKept(score) || scorer.isKept(cell.rest)) return { row, column, score, ...notCompared }
      const { difference: { p: _p, ...difference }, q, flag, answersNeeded } = cell
      return { row, column, score, difference, q, flag, ...(answersNeeded !== undefined && { answersNeeded }) }
    })
  }
}

const notCompared = { difference: { value: null, lower: null, upper: null }, q: null, flag: 'none' as const }

export function compared(scorer: Scorer, before: Tallies, after: Tallies) {
  return { previous: scorer.score(before), change: scorer.change(before, after) }
}

/** What the ratings of a figure meant, for whoever reads it. */
export function headOf({ meaning: { metric, min, max, satisfiedFrom, direction } }: Scorer) {
  return { metric, scale: { min, max }, satisfiedFrom, direction }
}

/** Rows with too few answers to show come last, by how many there are. */
function worstFirst({ meaning }: Scorer) {
  const worst = (score: Score) => (score.unit === 'mean' && meaning.direction === 'lower-is-better' ? -(score.value ?? 0) : (score.value ?? 0))
  const hidden = (score: Score) => Number(score.state === 'hidden')
  return (a: Row, b: Row) =>
    hidden(a.score) - hidden(b.score) ||
    (hidden(a.score) ? 0 : worst(a.score) - worst(b.score)) ||
    b.score.count - a.score.count ||
    inOrder(a.key, b.key)
}

function mostFirst(counts: readonly Count[], side: 0 | 1): string[] {
  const sums = [...groupedBy(counts, side)].map(([key, group]) => [key, group.reduce((sum, { count }) => sum + count, 0)] as const)
  return sums.sort(([a, less], [b, more]) => more - less || inOrder(a, b)).map(([key]) => key)
}
