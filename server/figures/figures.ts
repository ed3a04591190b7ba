import type { MatrixQuery, MatrixView, Score, ScoresQuery, ScoresView } from '../contract/figures'
import type { Dimension } from '../contract/terms'
import { grains } from '../contract/terms'
import type { Database } from '../db/database'
import { askedOf } from './asked'
import { claimedIn, claimedShare, readClaimed } from './claimed'
import { groupedBy, inOrder, readGroups } from './groups'
import { readLabels } from './labels'
import type { Scorer, Tallies } from './meanings'
import { countsWithRest, withRest } from './rest'
import { readVersions, scorerOf, talliesOf } from './meanings'
import type { Period } from './periods'
import { stepsOf } from './periods'
import { groupsBy, withholdThinEnds } from './safe-ends'
import { topicsAgainstRest } from '../scores/topics'
import type { OpenSurvey } from '../survey-access'
import type { Breakdown, Count } from './tally-reader'
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
  const [versions, claimed, labelOf, after, before] = await Promise.all([
    readVersions(database, survey.id),
    readClaimed(database, { ...breakdown, grain }, period),
    dimension ? readLabels(database, site.id, dimension) : (key: string) => key,
    readGroups(database, { ...breakdown, grain }, period),
    previousPeriod && readGroups(database, breakdown, previousPeriod)
  ])
  if (dimension) withRest([after, ...(before ? [before] : [])], claimed ? [claimed] : [])
  const scorer = scorerOf(versions, opened, after.total)
  for (const { rows } of [after, ...(before ? [before] : [])]) scorer.withhold(rows.values())
  if (dimension) await withholdThinEnds(database, opened, scorer, by(), groupsBy(dimension, after.rows), period)
  if (dimension && before && previousPeriod) await withholdThinEnds(database, opened, scorer, by(), groupsBy(dimension, before.rows), previousPeriod)
  const total = scorer.score(after.total)
  const rowOf = (key: string): Row => {
    const tallies = after.rows.get(key) ?? none
    const score = scorer.score(tallies)
    const share = total.count === 0 ? 0 : score.count / total.count
    return { key, label: labelOf(key), score, share, ...claimedShare(scorer, claimed?.of(key), tallies), ...(dimension && before && compared(scorer, before.rows.get(key) ?? none, tallies)) }
  }
  const keys = dimension ? new Set([...after.rows.keys(), ...(before?.rows.keys() ?? [])]) : grain ? stepsOf(period, grain) : []
  const rows = [...keys].map(rowOf)
  return {
    ...headOf(scorer),
    period,
    ...(previousPeriod && { previousPeriod }),
    total,
    ...claimedShare(scorer, claimed?.total, after.total),
    ...(before && compared(scorer, before.total, after.total)),
    rows: dimension ? rows.sort(worstFirst(scorer)) : rows
  }
}

/**
 * A score for each pair of values that has answers, and where it stands against all other answers; on both sides the values with the
 * most answers come first. Compared with the period before, a pair that has fallen silent stays with no answers.
 */
export async function readMatrix(database: Database, opened: OpenSurvey, query: MatrixQuery, now: number): Promise<MatrixView> {
  const { survey, site } = opened
  const { period, previousPeriod, by } = askedOf(opened, query, now)
  const [versions, claimedCounts, claimedOfAll, rowLabel, columnLabel, allCounts, all, allBefore] = await Promise.all([
    readVersions(database, survey.id),
    readClaimedCounts(database, by(query.rows, query.columns), period),
    readClaimed(database, by(), period),
    readLabels(database, site.id, query.rows),
    readLabels(database, site.id, query.columns),
    readCounts(database, by(query.rows, query.columns), period),
    readCounts(database, by(), period),
    previousPeriod && readCounts(database, by(query.rows, query.columns), previousPeriod)
  ])
  const folded = ([0, 1] as const).reduce<readonly (readonly Count[])[]>(
    (lists, side) => countsWithRest(lists.slice(0, -1), side, lists.slice(-1)),
    [allCounts, ...(allBefore ? [allBefore] : []), claimedCounts ?? []]
  )
  const counts = folded[0] ?? []
  const before = allBefore && folded[1]
  const claimed = claimedCounts && pairsOf(folded.at(-1) ?? [])
  const scorer = scorerOf(versions, opened, talliesOf(counts))
  const rows = mostFirst(counts, before, 0)
  const columns = mostFirst(counts, before, 1)
  const [is, was] = [pairsOf(counts), pairsOf(before ?? [])]
  const cells = rows.flatMap((row) =>
    columns.flatMap((column) => {
      const pair = pairName(row, column)
      return is.has(pair) || was.has(pair) ? [{ row, column, tallies: is.get(pair) ?? none, previously: was.get(pair) ?? none }] : []
    })
  )
  const sums = cells.map(({ row, column }) => [`row ${row}`, `column ${column}`])
  scorer.withhold(cells.map(({ tallies }) => tallies), sums)
  scorer.withhold(cells.map(({ previously }) => previously), sums)
  await withholdThinEnds(database, opened, scorer, by(), cells.map(({ row, column, tallies }) => ({ filters: { [query.rows]: [row], [query.columns]: [column] }, tallies })), period)
  if (previousPeriod) await withholdThinEnds(database, opened, scorer, by(), cells.map(({ row, column, previously }) => ({ filters: { [query.rows]: [row], [query.columns]: [column] }, tallies: previously })), previousPeriod)
  const total = talliesOf(all)
  const against = new Map(topicsAgainstRest(scorer.meaning, scorer.parts(total), cells.map(({ tallies }, index) => ({ key: String(index), parts: scorer.parts(tallies) }))).map((cell) => [cell.key, cell]))
  return {
    ...headOf(scorer),
    period,
    ...(previousPeriod && { previousPeriod }),
    rows: rows.map((key) => ({ key, label: rowLabel(key) })),
    columns: columns.map((key) => ({ key, label: columnLabel(key) })),
    total: scorer.score(total),
    ...claimedShare(scorer, claimedOfAll?.total, total),
    cells: cells.map(({ row, column, tallies, previously }, index) => {
      const cell = against.get(String(index))
      const score = scorer.score(tallies)
      const pair = { row, column, score, ...claimedShare(scorer, claimed && (claimed.get(pairName(row, column)) ?? none), tallies), ...(before && compared(scorer, previously, tallies)) }
      if (!cell || score.count === 0 || scorer.isWithheld(tallies) || scorer.isKept(cell.rest)) return { ...pair, ...notCompared }
      const { difference: { p: _p, ...difference }, q, flag, answersNeeded } = cell
      return { ...pair, difference, q, flag, ...(answersNeeded !== undefined && { answersNeeded }) }
    })
  }
}

async function readClaimedCounts(database: Database, breakdown: Breakdown, period: Period): Promise<Count[] | undefined> {
  const claimed = claimedIn(breakdown)
  return claimed && readCounts(database, { ...breakdown, filters: { ...breakdown.filters, claimed } }, period)
}

/** The answers to each pair of values. */
function pairsOf(counts: readonly Count[]): Map<string, Tallies> {
  const pairs = new Map<string, Count[]>()
  for (const count of counts) {
    const [row = '', column = ''] = count.keys
    const others = pairs.get(pairName(row, column))
    if (others) others.push(count)
    else pairs.set(pairName(row, column), [count])
  }
  return new Map([...pairs].map(([pair, its]) => [pair, talliesOf(its)]))
}

function pairName(row: string, column: string): string {
  return `${row}\n${column}`
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

/** The values of one side by how many answers there are now; those that there were only before come last. */
function mostFirst(counts: readonly Count[], before: readonly Count[] | undefined, side: 0 | 1): string[] {
  const sums = new Map([...groupedBy(before ?? [], side).keys()].map((key) => [key, 0]))
  for (const [key, group] of groupedBy(counts, side)) sums.set(key, group.reduce((sum, { count }) => sum + count, 0))
  return [...sums].sort(([a, less], [b, more]) => more - less || inOrder(a, b)).map(([key]) => key)
}
