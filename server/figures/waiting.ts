import { and, between, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import type { WaitingQuery, WaitingView } from '../contract/figures-more'
import { lots } from '../conversations'
import { instantIn } from '../days'
import type { Database } from '../db/database'
import { bandOf, trendOver, waitingBands } from '../scores/bands'
import type { WaitingBand } from '../scores/bands'
import { longestSeconds } from '../scores/durations'
import { tallied } from '../repeats'
import type { OpenSurvey } from '../survey-access'
import { askedOf } from './asked'
import { lotsCounted, openedAt, upTo } from './conversation-sample'
import { headOf } from './figures'
import type { Filters } from './filters'
import { readVersions, scorerOf, talliesOf } from './meanings'
import { addDays } from './periods'
import type { Period } from './periods'
import { tagConditions } from './tag-conditions'
import type { Count } from './tally-reader'

const answersMax = 10_000
/** A conversation that began longer before its answer has no first response to speak of. */
const daysBefore = 90

/** What customers say by how long they waited for the first response. */
export async function readWaiting(database: Database, opened: OpenSurvey, query: WaitingQuery, now: number): Promise<WaitingView> {
  const { period, filters } = askedOf(opened, query, now)
  const [versions, { rows, share }] = await Promise.all([readVersions(database, opened.survey.id), readWaits(database, opened, filters, period)])
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
    read: { count: rows.length, share },
    bands: waitingBands.map(({ key, below }, index) => ({ key, below: below === Infinity ? null : below, score: scorer.score(groups[index]?.tallies ?? new Map()) })),
    unknown,
    excluded,
    trend: scorer.isKept({ count: rows.length }) ? null : trendOver(scorer.meaning, groups.map(({ key, tallies }) => ({ key, parts: scorer.parts(tallies) })))
  }
}

/** The answers of the period whose conversation is known; of very many, those of a fair sample of customers. */
async function readWaits(database: Database, { survey, site }: OpenSurvey, filters: Filters, { from, to }: Period) {
  const { tables: { response, conversation, tagSet }, handle } = database
  const at = openedAt(database)
  const join = and(eq(response.siteId, conversation.siteId), eq(response.conversation, conversation.id))
  const wanted = and(
    eq(conversation.siteId, site.id),
    gte(at, instantIn(site.timeZone, addDays(from, -daysBefore))),
    lt(at, instantIn(site.timeZone, addDays(to, 1))),
    eq(response.surveyId, survey.id),
    tallied(database),
    between(response.answeredOn, from, to),
    ...tagConditions(database, filters)
  )
  const [counted] = await handle
    .select({ count: sql<number | string>`count(*)` })
    .from(conversation).innerJoin(response, join).innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .where(and(wanted, inArray(conversation.lot, upTo(lotsCounted))))
  const estimate = (Number(counted?.count ?? 0) * lots) / lotsCounted
  const drawn = estimate <= answersMax ? lots : Math.max(lotsCounted, Math.floor((lots * answersMax) / estimate))
  const rows = await handle
    .select({ version: response.version, rating: response.rating, waitMs: sql<number | string | null>`${conversation.firstResponseAt} - ${conversation.openedAt}` })
    .from(conversation).innerJoin(response, join).innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .where(and(wanted, drawn < lots ? inArray(conversation.lot, upTo(drawn)) : undefined))
  return { rows, share: drawn / lots }
}
