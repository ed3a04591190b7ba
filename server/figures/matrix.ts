import type { ColumnDimension } from '../columns/wire'
import type { MatrixQuery, MatrixView } from '../contract/figures'
import type { Dimension } from '../contract/terms'
import type { Database } from '../db/database'
import type { Part } from '../statistics/pool'
import { againstRest } from '../statistics/topics'
import type { OpenSurvey } from '../surveys/open-survey'
import { restKey } from '../tags/keys'
import type { Breakdown, Count } from '../tallies/counts'
import { readCounts } from '../tallies/counts'
import { groupedBy, inOrder } from '../tallies/groups'
import type { Asked } from '../tallies/question'
import { askedOf } from '../tallies/question'
import { countsWithRest } from '../tallies/rest'
import type { Tallies } from '../tallies/scorer'
import { readVersions, scorerOf, talliesOf } from '../tallies/scorer'
import type { Period } from '../time/periods'
import { changesOf } from './changes'
import { claimedIn, claimedShareOf, onlyClaimed, readClaimed } from './claimed'
import { headOf } from './figures'
import { readDimensionLabels } from './labels'
import { withTopicsOnce } from './rest-of-pairs'
import { withholdThinEnds } from './safe-ends'
import { unhurried } from './unhurried'

const none: Tallies = new Map()

/**
 * A score for each pair of values that has answers, and where it stands against the others in its row or in
 * its column; on both sides the values with the most answers come first. Compared with the period before, a
 * pair that has fallen silent stays with no answers.
 */
export async function readMatrix(
  database: Database,
  opened: OpenSurvey,
  query: MatrixQuery,
  now: number
): Promise<MatrixView> {
  const { survey } = opened
  const { period, previousPeriod, by } = askedOf(opened, query, now)
  const [versions, claimedCounts, claimedOfAll, rowLabel, columnLabel, allCounts, all, allBefore] =
    await Promise.all([
      readVersions(database, survey.id),
      readClaimedCounts(database, by(query.rows, query.columns), period),
      readClaimed(database, by(), period),
      readDimensionLabels(database, opened, query.rows),
      readDimensionLabels(database, opened, query.columns),
      readCounts(database, by(query.rows, query.columns), period),
      readCounts(database, by(), period),
      previousPeriod && readCounts(database, by(query.rows, query.columns), previousPeriod)
    ])
  const folded = ([0, 1] as const).reduce<readonly (readonly Count[])[]>(
    (lists, side) => countsWithRest(lists.slice(0, -1), side, lists.slice(-1)),
    [allCounts, ...(allBefore ? [allBefore] : []), claimedCounts ?? []]
  )
  const bySets = by(setsOf(query.rows), setsOf(query.columns))
  const pairs = [
    { read: allCounts, folded: folded[0] ?? [], bySets, period },
    ...(allBefore && previousPeriod
      ? [{ read: allBefore, folded: folded[1] ?? [], bySets, period: previousPeriod }]
      : []),
    ...(claimedCounts
      ? [{ read: claimedCounts, folded: folded.at(-1) ?? [], bySets: onlyClaimed(bySets), period }]
      : [])
  ]
  const hasTopics = query.rows === 'topic' || query.columns === 'topic'
  const counted = hasTopics
    ? await withTopicsOnce(database, query.rows === 'topic' ? 0 : 1, pairs)
    : pairs.map(({ folded }) => folded)
  const counts = counted[0] ?? []
  const before = allBefore && counted[1]
  const claimed = claimedCounts && pairsOf(counted.at(-1) ?? [])
  const scorer = scorerOf(versions, opened, talliesOf(counts))
  const rows = mostFirst(counts, before, 0)
  const columns = mostFirst(counts, before, 1)
  const [is, was] = [pairsOf(counts), pairsOf(before ?? [])]
  const cells = rows.flatMap((row) =>
    columns.flatMap((column) => {
      const pair = pairName(row, column)
      return is.has(pair) || was.has(pair)
        ? [{ row, column, tallies: is.get(pair) ?? none, previously: was.get(pair) ?? none }]
        : []
    })
  )
  const sums = cells.map(({ row, column }) => [`row ${row}`, `column ${column}`])
  scorer.withhold(
    cells.map(({ tallies }) => tallies),
    sums
  )
  scorer.withhold(
    cells.map(({ previously }) => previously),
    sums
  )
  await withholdThinEnds(database, opened, scorer, {
    among: by(),
    groups: cells.map(({ row, column, tallies }) => ({
      filters: { [query.rows]: [row], [query.columns]: [column] },
      tallies
    })),
    period
  })
  if (previousPeriod)
    await withholdThinEnds(database, opened, scorer, {
      among: by(),
      groups: cells.map(({ row, column, previously }) => ({
        filters: { [query.rows]: [row], [query.columns]: [column] },
        tallies: previously
      })),
      period: previousPeriod
    })
  const total = talliesOf(all)
  const against = query.against ?? usualSide(query)
  const among = new Map<string, readonly Part[]>()
  for (const [key, its] of await readAmong(database, { by, against, query }, counts, period))
    among.set(key, scorer.parts(talliesOf(its)))
  const groups = cells.map(({ row, column, tallies }, index) => ({
    key: String(index),
    parts: scorer.parts(tallies),
    among: among.get(against === 'row' ? row : column) ?? []
  }))
  const [found, changed] = await Promise.all([
    unhurried(againstRest(scorer.meaning, groups)),
    changesOf(scorer, before && was, is)
  ])
  return {
    ...headOf(scorer),
    period,
    ...(previousPeriod && { previousPeriod }),
    rows: rows.map((key) => ({ key, label: rowLabel(key) })),
    columns: columns.map((key) => ({ key, label: columnLabel(key) })),
    total: scorer.score(total),
    ...claimedShareOf(scorer, claimedOfAll?.total, total),
    against,
    cells: cells.map(({ row, column, tallies }, index) => {
      const cell = found[index]
      const score = scorer.score(tallies)
      const pair = {
        row,
        column,
        score,
        ...claimedShareOf(scorer, claimed && (claimed.get(pairName(row, column)) ?? none), tallies),
        ...changed?.get(pairName(row, column))
      }
      if (!cell || score.count === 0 || scorer.isWithheld(tallies) || scorer.isKept(cell.rest))
        return { ...pair, ...notCompared }
      const {
        difference: { p: _p, ...difference },
        q,
        flag,
        answersNeeded
      } = cell
      return { ...pair, difference, q, flag, ...(answersNeeded !== undefined && { answersNeeded }) }
    })
  }
}

async function readClaimedCounts(
  database: Database,
  breakdown: Breakdown,
  period: Period
): Promise<Count[] | undefined> {
  return claimedIn(breakdown) && readCounts(database, onlyClaimed(breakdown), period)
}

function setsOf(dimension: Dimension): ColumnDimension {
  return dimension === 'topic' ? 'topics' : dimension
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

/**
 * People are compared with their colleagues on the same topic or channel, and channels with the others on
 * the same topic.
 */
function usualSide({ rows, columns }: MatrixQuery): 'row' | 'column' {
  const isPeople = (dimension: string) => dimension === 'agent' || dimension === 'team'
  if (isPeople(rows)) return 'column'
  return columns === 'topic' ? 'column' : 'row'
}

/** By what the cells of a row, or of a column, are told apart. */
type Side = { by: Asked['by']; against: 'row' | 'column'; query: MatrixQuery }

/**
 * All answers of each row, or of each column. Where the cells of one are topics, an answer may be in
 * several, so that they are no sum.
 */
async function readAmong(
  database: Database,
  { by, against, query: { rows, columns } }: Side,
  counts: readonly Count[],
  period: Period
): Promise<Map<string, Count[]>> {
  const [along, across, side] = against === 'row' ? [rows, columns, 0 as const] : [columns, rows, 1 as const]
  if (across !== 'topic') return groupedBy(counts, side)
  const shown = new Set(groupedBy(counts, side).keys())
  const whole = await readCounts(database, by(along), period)
  return groupedBy(
    whole.map((count) => ({ ...count, keys: count.keys.map((key) => (shown.has(key) ? key : restKey)) })),
    0
  )
}

/** The values of one side by how many answers there are now; those that there were only before come last. */
function mostFirst(counts: readonly Count[], before: readonly Count[] | undefined, side: 0 | 1): string[] {
  const sums = new Map([...groupedBy(before ?? [], side).keys()].map((key) => [key, 0]))
  for (const [key, group] of groupedBy(counts, side))
    sums.set(
      key,
      group.reduce((sum, { count }) => sum + count, 0)
    )
  return [...sums].sort(([a, less], [b, more]) => more - less || inOrder(a, b)).map(([key]) => key)
}
