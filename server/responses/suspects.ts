import { and, count, eq, max, min } from 'drizzle-orm'
import { ratingOf } from '../contract/rating-steps'
import type { SuspectsView } from '../contract/reviews'
import type { Database } from '../db/database'
import type { OpenSurvey } from '../surveys/open-survey'
import { filtersOf } from '../tags/filters'
import { readVersions } from '../tallies/scorer'
import { tagConditions } from '../tallies/tag-conditions'

const groupsMax = 100
const largestMax = 20

/**
 * What waits for a look, by day and reason. Counted in the database, so that it costs little however much
 * waits.
 */
export async function readSuspects(database: Database, opened: OpenSurvey): Promise<SuspectsView> {
  const { response, tagSet } = database.tables
  const { answeredOn: day, stateReason: reason, network, rating, version } = response
  const versions = new Map(
    (await readVersions(database, opened.survey.id)).map((meaning) => [meaning.version, meaning])
  )
  const kept = await database.handle
    .select({
      day,
      reason,
      network,
      rating,
      version,
      answers: count(),
      first: min(response.receivedAt),
      last: max(response.receivedAt)
    })
    .from(response)
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .where(
      and(
        eq(response.surveyId, opened.survey.id),
        eq(response.state, 'suspect'),
        ...tagConditions(database, filtersOf({}, opened))
      )
    )
    .groupBy(day, reason, network, rating, version)
  const rows = kept.map(({ version, rating, ...row }) => ({
    ...row,
    rating: ratingOf(rating, versions.get(version) ?? { stepsPerPoint: 1 })
  }))
  const groups = groupedBy(rows, (row) => `${row.day}\n${row.reason ?? ''}`)
  return {
    rows: groups
      .map((its) => {
        const networks = groupedBy(
          its.filter((row) => row.network !== null),
          (row) => row.network ?? ''
        ).sort((a, b) => sumOf(b) - sumOf(a))
        const largest = networks
          .slice(0, largestMax)
          .map((of) => ({ network: of[0]?.network ?? '', answers: sumOf(of), ratings: ratingsOf(of) }))
        const [first, last] = [
          Math.min(...its.map((row) => Number(row.first))),
          Math.max(...its.map((row) => Number(row.last)))
        ]
        return {
          day: its[0]?.day ?? '',
          reason: its[0]?.reason ?? null,
          answers: sumOf(its),
          first: new Date(first).toISOString(),
          last: new Date(last).toISOString(),
          ratings: ratingsOf(its),
          networks: networks.length,
          largest
        }
      })
      .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : b.answers - a.answers))
      .slice(0, groupsMax)
  }
}

type Row = {
  day: string
  reason: string | null
  network: string | null
  rating: number
  answers: number
  first: number | null
  last: number | null
}

function groupedBy(rows: readonly Row[], nameOf: (row: Row) => string): Row[][] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const its = groups.get(nameOf(row))
    if (its) its.push(row)
    else groups.set(nameOf(row), [row])
  }
  return [...groups.values()]
}

function ratingsOf(rows: readonly Row[]): { rating: number; answers: number }[] {
  const sums = new Map<number, number>()
  for (const { rating, answers } of rows) sums.set(rating, (sums.get(rating) ?? 0) + Number(answers))
  return [...sums]
    .map(([rating, answers]) => ({ rating, answers }))
    .sort((a, b) => b.answers - a.answers || a.rating - b.rating)
}

function sumOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { answers }) => sum + Number(answers), 0)
}
