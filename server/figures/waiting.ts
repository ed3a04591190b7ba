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
import { readCounts } from './tally-reader'

/** So many answers say what the score of a band is to within some points. */
const answersMax = 5_000
/** Of so many conversations at most it is asked whether their answers fit the filters. */
const conversationsMax = 20_000
/** A conversation that began longer before its answer has no first response to speak of. */
const daysBefore = 90

/** What customers say by how long they waited for the first response. */
export async function readWaiting(database: Database, opened: OpenSurvey, query: WaitingQuery, now: number): Promise<WaitingView> {
  const { period, filters, by } = askedOf(opened, query, now)
  const fitting = await readCounts(database, by(), period)
  const count = fitting.reduce((sum, { count }) => sum + count, 0)
  const [versions, { rows, share }] = await Promise.all([readVersions(database, opened.survey.id), readWaits(database, opened, filters, period, count)])
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

/**
 * The answers of the period whose conversation is known; of very many, those of a fair sample of customers. Few are found by what
 * they are tagged with, and many by the lots of their conversations. A cross join says which comes first, which SQLite guesses wrong.
 */
async function readWaits(database: Database, { survey, site }: OpenSurvey, filters: Filters, { from, to }: Period, count: number) {
  const { tables: { response, conversation, tagSet }, handle } = database
  const at = openedAt(database)
  const [since, until] = [instantIn(site.timeZone, from), instantIn(site.timeZone, addDays(to, 1))]
  const isBegun = and(eq(conversation.siteId, site.id), gte(at, instantIn(site.timeZone, addDays(from, -daysBefore))), lt(at, until))
  const wanted = and(
    isBegun,
    eq(response.siteId, conversation.siteId),
    eq(response.conversation, conversation.id),
    eq(tagSet.id, response.tagSetId),
    eq(response.surveyId, survey.id),
    tallied(database),
    between(response.answeredOn, from, to),
    ...tagConditions(database, filters)
  )
  const fields = { version: response.version, rating: response.rating, waitMs: sql<number | string | null>`${conversation.firstResponseAt} - ${conversation.openedAt}` }
  if (count <= answersMax) {
    const isOurs = and(eq(tagSet.siteId, site.id), gte(response.answeredAt, since), lt(response.answeredAt, until))
    return { rows: await handle.select(fields).from(tagSet).crossJoin(response).crossJoin(conversation).where(and(isOurs, wanted)), share: 1 }
  }
  const [begun] = await handle.select({ count: sql<number | string>`count(*)` }).from(conversation).where(and(isBegun, inArray(conversation.lot, upTo(lotsCounted))))
  const conversations = (Number(begun?.count ?? 0) * lots) / lotsCounted
  // Not every answer is about a conversation that is known.
  const shareMax = Math.min(answersMax / Math.min(count, conversations), conversationsMax / conversations)
  const drawn = shareMax < 1 ? Math.max(1, Math.floor(lots * shareMax)) : lots
  const isDrawn = drawn < lots ? inArray(conversation.lot, upTo(drawn)) : undefined
  return { rows: await handle.select(fields).from(conversation).crossJoin(response).crossJoin(tagSet).where(and(wanted, isDrawn)), share: drawn / lots }
}
