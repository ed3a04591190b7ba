import { usualWindowDays } from '../contract/figures-kpis'
import type { SeverityQuery, SeverityView } from '../contract/figures-severity'
import type { Database } from '../db/database'
import type { Percentage } from '../statistics/percentage'
import { percentageOf } from '../statistics/percentage'
import type { Proportion } from '../statistics/proportion'
import { trendsOf } from '../statistics/severity'
import { lostOf, topicsAgainstRest } from '../statistics/topics'
import type { OpenSurvey } from '../surveys/open-survey'
import { restKey } from '../tags/keys'
import { readCounts } from '../tallies/counts'
import { groupedBy, inOrder, readGroups } from '../tallies/groups'
import type { Asked } from '../tallies/question'
import { askedOf } from '../tallies/question'
import type { Scorer, Tallies } from '../tallies/scorer'
import { readVersions, scorerOf } from '../tallies/scorer'
import { headOf } from './figures'
import { readKpis } from './kpis'
import { readDimensionLabels } from './labels'
import { unhurried } from './unhurried'

type Row = SeverityView['rows'][number]
type Nature = Row['nature']

const natures = ['topic', 'reason'] as const
/** More rows nobody reads: those with the fewest answers have none. */
const rowsMax = 200
const none: Tallies = new Map()

/**
 * What customers are unhappy about, that which costs the most satisfied customers first: each topic and each
 * reason by how often it comes up, how bad it is, and what became of it since the period before. It is for
 * who may read answers: nothing is withheld.
 */
export async function readSeverity(
  database: Database,
  opened: OpenSurvey,
  query: SeverityQuery,
  now: number
): Promise<SeverityView> {
  const asked = askedOf(opened, { ...query, compare: query.compare ?? 'previous' }, now)
  const { period, previousPeriod, by } = asked
  const [versions, all, allBefore, returns] = await Promise.all([
    readVersions(database, opened.survey.id),
    readGroups(database, by(), period),
    previousPeriod && readGroups(database, by(), previousPeriod),
    readReturns(database, opened, query, now)
  ])
  const scorer = scorerOf(versions, opened, all.total)
  const [total, countBefore] = [scorer.score(all.total), allBefore ? countOf(scorer, allBefore.total) : 0]
  const read = await Promise.all(
    natures.map((nature) => readNature(database, opened, asked, { nature, scorer, all: all.total }))
  )
  const found = read.flat().sort((a, b) => b.score.count - a.score.count || inOrder(a.key, b.key))
  const kept = found.slice(0, rowsMax)
  const changes = trendsOf(
    kept.map(({ score, before }) => ({
      before: { part: before, count: countBefore },
      after: { part: score.count, count: total.count }
    }))
  )
  const rows = kept.map(
    ({ before, ...row }, index): Row => ({
      ...row,
      share: percentageOf({ part: row.score.count, count: total.count }),
      cameBack: row.nature === 'topic' ? (returns.get(row.key) ?? null) : null,
      before: countBefore > 0 ? percentageOf({ part: before, count: countBefore }) : null,
      ...(changes[index] ?? { trend: 'not-clear', q: null })
    })
  )
  return {
    ...headOf(scorer),
    period,
    ...(previousPeriod && { previousPeriod }),
    total,
    rows: rows.sort((a, b) => (b.lost?.value ?? 0) - (a.lost?.value ?? 0)),
    ...(found.length > kept.length && { leftOut: found.length - kept.length })
  }
}

/** A row as far as it is read of answers; `before`: how many answers it had in the period before. */
type Read = Omit<Row, 'share' | 'cameBack' | 'before' | 'trend' | 'q'> & { before: number }

/** The topics, or the reasons, that answers of the period have. */
async function readNature(
  database: Database,
  opened: OpenSurvey,
  { period, previousPeriod, by }: Asked,
  { nature, scorer, all }: { nature: Nature; scorer: Scorer; all: Tallies }
): Promise<Read[]> {
  const [labelOf, after, before, solved, contacts] = await Promise.all([
    readDimensionLabels(database, opened, nature),
    readGroups(database, by(nature), period),
    previousPeriod && readGroups(database, by(nature), previousPeriod),
    readCounts(database, { ...by(nature, 'solved'), ratings: false }, period),
    readCounts(database, { ...by(nature, 'contact'), ratings: false }, period)
  ])
  const [solvedOf, contactsOf] = [groupedBy(solved, 0), groupedBy(contacts, 0)]
  const tallies = (key: string) => after.rows.get(key) ?? none
  const groups = [...after.rows.keys()]
    .filter((key) => key !== '' && key !== restKey)
    .map((key) => ({ key, parts: scorer.parts(tallies(key)) }))
  const against = await unhurried(topicsAgainstRest(scorer.meaning, scorer.parts(all), groups))
  return against.map((row): Read => {
    const said = (counts: typeof solved | undefined, ...values: string[]) =>
      (counts ?? []).reduce((sum, { keys, count }) => sum + (values.includes(keys[1] ?? '') ? count : 0), 0)
    const ofSolved = solvedOf.get(row.key)
    const answered = said(ofSolved, 'yes', 'no', 'not-yet')
    const ofContacts = contactsOf.get(row.key)
    const askedForLeave = said(ofContacts, 'yes', 'no')
    return {
      nature,
      key: row.key,
      label: labelOf(row.key),
      score: row.score,
      lost: lostOf(scorer.meaning, row),
      low: percentageOf(lowOf(scorer, tallies(row.key))),
      unsolved:
        answered > 0 ? percentageOf({ part: said(ofSolved, 'no', 'not-yet'), count: answered }) : null,
      contactable:
        askedForLeave > 0 ? percentageOf({ part: said(ofContacts, 'yes'), count: askedForLeave }) : null,
      before: countOf(scorer, before?.rows.get(row.key) ?? none)
    }
  })
}

/** After how many first contacts about a topic the customer came back about it. */
async function readReturns(
  database: Database,
  opened: OpenSurvey,
  { compare: _compare, repeats: _repeats, of: _of, ...query }: SeverityQuery,
  now: number
): Promise<Map<string, Percentage>> {
  const { rows } = await readKpis(database, opened, { ...query, by: 'topic', window: usualWindowDays }, now)
  return new Map(
    rows
      .filter(({ fcr: { seen } }) => seen.count > 0)
      .map(({ key, fcr: { seen } }) => [
        key,
        percentageOf({ part: seen.count - seen.part, count: seen.count })
      ])
  )
}

/** How many of the answers that are on the scale of the figures did not satisfy. */
function lowOf(scorer: Scorer, tallies: Tallies): Proportion {
  const low = { part: 0, count: 0 }
  for (const [version, tally] of tallies) {
    if (!scorer.isOnScale(version)) continue
    for (const [rating, count] of tally) {
      low.count += count
      if (scorer.isUnsatisfied(version, rating)) low.part += count
    }
  }
  return low
}

function countOf(scorer: Scorer, tallies: Tallies): number {
  return scorer.score(tallies).count
}
