import { and, eq, gte, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import type { WaitingQuery, WaitingView } from '../contract/figures-more'
import { instantIn } from '../days'
import type { Database } from '../db/database'
import { lots } from '../lots'
import { counting } from '../repeats'
import { bandOf, trendOver, waitingBands } from '../scores/bands'
import type { WaitingBand } from '../scores/bands'
import { longestSeconds } from '../scores/durations'
import type { OpenSurvey } from '../survey-access'
import { askedOf } from './asked'
import type { Draw } from './draw'
import { drawOf, isInLots, passingOver } from './draw'
import { headOf } from './figures'
import type { Filters } from './filters'
import { readVersions, scorerOf, talliesOf } from './meanings'
import { addDays } from './periods'
import type { Period } from './periods'
import { tagConditions } from './tag-conditions'
import type { Count } from './counts'
import { countFitting } from './counts'

/** So many answers say what the score of a band is to within some points. */
const limits = { most: 5_000, least: 600 }
/** A conversation that began longer before its answer has no first response to speak of. */
const daysBefore = 90

/** What customers say by how long they waited for the first response. */
export async function readWaiting(database: Database, opened: OpenSurvey, query: WaitingQuery, now: number): Promise<WaitingView> {
  const { period, filters, by } = askedOf(opened, query, now)
  const [versions, counted] = await Promise.all([readVersions(database, opened.survey.id), countFitting(database, by(), period)])
  const draw = drawOf(counted, limits)
  const rows = await readWaits(database, opened, filters, period, draw)
  const counts = rows.map(({ version, rating }): Count => ({ keys: [], version, rating, count: 1 }))
  const scorer = scorerOf(versions, opened, talliesOf(counts))
  const inBand = new Map<WaitingBand, Count[]>(waitingBands.map(({ key }) => [key, []]))
  let unknown = 0
  let excluded = 0
  for (const { version, rating, waitMs } of rows) {
    const seconds = waitMs === null ? null : Number(waitMs) / 1000
    const band = seconds === null || seconds > longestSeconds ? null : bandOf(seconds)
    if (band) inBand.get(band)?.push({ keys: [], version, rating, count: 1 })
    else if (seconds === null) unknown++
    else excluded++
  }
  const groups = waitingBands.map(({ key }) => ({ key, tallies: talliesOf(inBand.get(key) ?? []) }))
  return {
    ...headOf(scorer),
    period,
    read: { count: rows.length, share: draw.lots / lots },
    bands: waitingBands.map(({ key, below }, index) => ({ key, below: below === Infinity ? null : below, score: scorer.score(groups[index]?.tallies ?? new Map()) })),
    unknown,
    excluded,
    trend: scorer.isKept({ count: rows.length }) ? null : trendOver(scorer.meaning, groups.map(({ key, tallies }) => ({ key, parts: scorer.parts(tallies) })))
  }
}

/** The answers of the period whose conversation is known; of very many, those that are drawn. */
async function readWaits(database: Database, { survey, site }: OpenSurvey, filters: Filters, { from, to }: Period, draw: Draw) {
  const { tables: { response, conversation, tagSet }, handle } = database
  const [since, until] = [instantIn(site.timeZone, from), instantIn(site.timeZone, addDays(to, 1))]
  const conditions = tagConditions(database, filters)
  const tags = handle.select({ id: tagSet.id }).from(tagSet).where(and(eq(tagSet.siteId, site.id), ...conditions))
  const found = draw.by === 'lot'
    ? and(eq(response.surveyId, survey.id), conditions.length === 0 ? undefined : inArray(passingOver(response.tagSetId), tags))
    : and(eq(passingOver(response.surveyId), survey.id), inArray(response.tagSetId, tags))
  // A cross join says which comes first, which SQLite guesses wrong.
  return handle
    .select({ version: response.version, rating: response.rating, waitMs: sql<number | string | null>`${conversation.firstResponseAt} - ${conversation.openedAt}` })
    .from(response)
    .crossJoin(conversation)
    .where(
      and(
        found,
        isInLots(response.lot, draw),
        isNotNull(response.conversation),
        counting(database),
        gte(response.answeredAt, since),
        lt(response.answeredAt, until),
        eq(conversation.siteId, site.id),
        eq(conversation.id, response.conversation),
        gte(conversation.beganAt, instantIn(site.timeZone, addDays(from, -daysBefore))),
        lt(conversation.beganAt, until)
      )
    )
}
