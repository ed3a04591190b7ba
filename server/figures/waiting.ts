import { columnsOf } from '../columns/columns'
import type { WaitingQuery, WaitingView } from '../contract/figures-more'
import type { Database } from '../db/database'
import { trendOver, waitingBands } from '../statistics/bands'
import type { OpenSurvey } from '../surveys/open-survey'
import type { Count } from '../tallies/counts'
import { answersOf, countSum } from '../tallies/counts'
import { askedOf } from '../tallies/question'
import { readVersions, scorerOf, talliesOf } from '../tallies/scorer'
import { instantIn } from '../time/days'
import { addDays } from '../time/periods'
import { headOf } from './figures'

/** A conversation that began longer before its answer has no first response to speak of. */
const daysBefore = 90

/**
 * What customers say by how long they waited for the first response: all answers whose conversation is
 * known.
 */
export async function readWaiting(
  database: Database,
  opened: OpenSurvey,
  query: WaitingQuery,
  now: number
): Promise<WaitingView> {
  const { survey, site } = opened
  const { period, by } = askedOf(opened, query, now)
  const began = {
    from: instantIn(site.timeZone, addDays(period.from, -daysBefore)),
    until: instantIn(site.timeZone, addDays(period.to, 1))
  }
  const bands = waitingBands.map(({ below }) => 1_000 * below)
  const [versions, { meanings, cells }] = await Promise.all([
    readVersions(database, survey.id),
    columnsOf(database).ask('waits', { ...answersOf(by(), period), began, bands })
  ])
  /** Of one band; then those whose wait nobody knows, and those that no clock can have measured. */
  const countsIn = (place: number): Count[] =>
    meanings.flatMap((meaning, code) => {
      const count = cells[place * meanings.length + code] ?? 0
      return count > 0 ? [{ keys: [], ...meaning, count }] : []
    })
  const inBands = waitingBands.map((band, place) => ({ ...band, counts: countsIn(place) }))
  const [unknown, excluded] = [countsIn(bands.length), countsIn(bands.length + 1)]
  const counts = [...inBands.flatMap((band) => band.counts), ...unknown, ...excluded]
  const scorer = scorerOf(versions, opened, talliesOf(counts))
  const groups = inBands.map(({ counts, ...band }) => ({ ...band, tallies: talliesOf(counts) }))
  return {
    ...headOf(scorer),
    period,
    read: { count: countSum(counts) },
    bands: groups.map(({ key, below, tallies }) => {
      return { key, below: below === Infinity ? null : below, score: scorer.score(tallies) }
    }),
    unknown: countSum(unknown),
    excluded: countSum(excluded),
    trend: scorer.isKept({ count: countSum(counts) })
      ? null
      : trendOver(
          scorer.meaning,
          groups.map(({ key, tallies }) => ({ key, parts: scorer.parts(tallies) }))
        )
  }
}
