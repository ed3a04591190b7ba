import { and, asc, eq, gte, isNull, lt, max, ne, sql } from 'drizzle-orm'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { SiteRow } from '../db/rows'
import type { Owner } from '../mail/owners'
import { ownersOf } from '../mail/owners'
import { dayIn } from '../time/days'
import { addDays } from '../time/periods'

/** So long what was held back is shown above the figures, if nobody has looked at it. */
const shownDays = 14
const keptMs = 60 * 86_400_000

/**
 * Notes that answers of a survey are held back on a day, in the transaction that holds them. Once a day is
 * enough.
 */
export function* noteHeld(
  handle: Handle,
  database: Database,
  held: { siteId: string; surveyId: string; heldOn: string; at: number }
) {
  const { at: firstAt, ...which } = held
  const rows = [{ ...which, firstAt, told: 0 }]
  yield* database.insertRows(handle, {
    table: database.tables.heldDay,
    rows,
    onConflict: 'on conflict do nothing'
  })
}

/**
 * The latest day of the last two weeks on which answers of each survey were held back, as long as some of
 * them wait.
 */
export async function readHeld(
  { tables: { heldDay, response }, handle }: Database,
  site: SiteRow,
  now: number
): Promise<Map<string, string>> {
  const since = addDays(dayIn(site.timeZone, now), -shownDays)
  // The state by itself, as it stands in the index.
  const waits = sql`exists (select 1 from ${response} where ${response.surveyId} = ${heldDay.surveyId} and ${response.answeredOn} = ${heldDay.heldOn}
    and ${response.state} = 'suspect' and ${response.stateReason} in ('network-budget', 'burst'))`
  const rows = await handle
    .select({ surveyId: heldDay.surveyId, heldOn: max(heldDay.heldOn) })
    .from(heldDay)
    .where(and(eq(heldDay.siteId, site.id), gte(heldDay.heldOn, since), waits))
    .groupBy(heldDay.surveyId)
  return new Map(
    rows.flatMap(({ surveyId, heldOn }) => (heldOn === null ? [] : [[surveyId, heldOn] as const]))
  )
}

/**
 * What the owners of a site are to be told, once a site and day: `locale` is that of the site's customers.
 */
export type News = {
  siteId: string
  site: string
  surveyId: string
  survey: string
  locale: string
  owners: Owner[]
}

/**
 * Takes what nobody was told yet; two processes must not do it at the same time. What is long over is
 * forgotten.
 */
export async function takeUntold(database: Database, now: number): Promise<News[]> {
  const { heldDay, site, survey } = database.tables
  const untold = await database.handle
    .select({
      siteId: heldDay.siteId,
      surveyId: heldDay.surveyId,
      heldOn: heldDay.heldOn,
      site: site.name,
      locale: site.locale,
      survey: survey.name
    })
    .from(heldDay)
    .innerJoin(site, and(eq(site.id, heldDay.siteId), isNull(site.deletedAt)))
    .innerJoin(survey, eq(survey.id, heldDay.surveyId))
    .where(eq(heldDay.told, 0))
    .orderBy(asc(heldDay.firstAt))
    .limit(100)
  const news: News[] = []
  for (const { siteId, surveyId, heldOn, site: name, survey: surveyName, locale } of untold) {
    const isFirst = await database.atomically(function* (handle) {
      const ofDay = and(eq(heldDay.siteId, siteId), eq(heldDay.heldOn, heldOn))
      const before = yield* run(
        handle
          .select({ told: heldDay.told })
          .from(heldDay)
          .where(and(ofDay, ne(heldDay.told, 0)))
          .limit(1)
      )
      const marked = yield* run(
        handle
          .update(heldDay)
          .set({ told: 1 })
          .where(and(ofDay, eq(heldDay.told, 0)))
          .returning({ told: heldDay.told })
      )
      return before.length === 0 && marked.length > 0
    })
    if (!isFirst) continue
    news.push({
      siteId,
      site: name,
      surveyId,
      survey: surveyName,
      locale,
      owners: await ownersOf(database, siteId)
    })
  }
  await database.handle.delete(heldDay).where(lt(heldDay.firstAt, now - keptMs))
  return news
}
