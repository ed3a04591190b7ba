import { and, between, desc, eq, inArray, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Caller } from './people/access'
import { recordAudit } from './people/audit'
import type { ResponsePatch, ResponsesCsvQuery, ResponsesQuery, ResponsesView } from './contract/figures'
import type { ResponseView } from './contract/responses'
import type { ResponseState } from './contract/terms'
import { dayIn } from './days'
import type { Database } from './db/database'
import { run } from './db/database'
import type { Filters } from './figures/filters'
import { filtersOf } from './figures/filters'
import { readVersions } from './figures/meanings'
import type { Period } from './figures/periods'
import { periodOf } from './figures/periods'
import { problem } from './problem'
import { responseView } from './response-view'
import type { ResponseRow } from './responses'
import type { OpenSurvey } from './survey-access'
import { tagConditions } from './figures/tag-conditions'
import type { TagSet } from './tags'
import { keepTallies } from './figures/tallies'
import type { TallyChange } from './figures/tallies'

const dayMs = 86_400_000
const exportRows = 1_000

/** Which answers of a survey; without a period all that there ever were. */
export type Wanted = { surveyId: string; period: Period | undefined; filters: Filters; states: readonly ResponseState[]; ratings: number[] | undefined; search: string | undefined }
/** Where a page begins: after this answer. */
type Place = { answeredAt: number; id: string }
type View = (row: ResponseRow, tagSet: TagSetRow) => ResponseView
type TagSetRow = Database['tables']['tagSet']['$inferSelect']

/** The answers behind a figure, newest first; by default those that count. `next` is the cursor of the page after. */
export async function readAnswers(database: Database, opened: OpenSurvey, query: ResponsesQuery, now: number): Promise<ResponsesView> {
  const after = query.cursor === undefined ? undefined : placeOf(query.cursor)
  const wanted = wantedOf(opened, query, now)
  const [view, rows] = await Promise.all([viewer(database, wanted.surveyId), readPage(database, wanted, after, query.limit + 1)])
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return { rows: page.map(({ row, tags }) => view(row, tags)), next: last && rows.length > page.length ? cursorOf(last.row) : null }
}

/** All of them, newest first, a thousand at a time, so that memory does not grow with their number. */
export async function* everyAnswer(database: Database, wanted: Wanted): AsyncGenerator<ResponseView[]> {
  const view = await viewer(database, wanted.surveyId)
  let after: Place | undefined
  for (;;) {
    const rows = await readPage(database, wanted, after, exportRows)
    yield rows.map(({ row, tags }) => view(row, tags))
    after = rows.at(-1)?.row
    if (rows.length < exportRows) return
  }
}

export function wantedOf({ survey, site, access }: OpenSurvey, query: ResponsesCsvQuery, now: number): Wanted {
  return {
    surveyId: survey.id,
    period: periodOf(query, dayIn(site.timeZone, now)),
    filters: filtersOf(query, access),
    states: query.state ?? ['counted'],
    ratings: query.rating,
    search: query.search
  }
}

/**
 * Takes an answer out of the figures or back into them. Nothing is deleted: the tallies move in the commit that notes
 * who did it and why. Throws `not-found`.
 */
export async function setState(database: Database, opened: OpenSurvey, id: string, { state, reason }: ResponsePatch, caller: Caller, now: number): Promise<ResponseView> {
  const { response, tagSet } = database.tables
  const { survey, site } = opened
  const view = await viewer(database, survey.id)
  return database.atomically(function* (handle) {
    const isIt = and(eq(response.surveyId, survey.id), eq(response.id, id))
    const [row] = yield* run(database.locked(handle.select().from(response).where(isIt)))
    if (!row) throw problem('not-found')
    const [tags] = yield* run(handle.select().from(tagSet).where(eq(tagSet.id, row.tagSetId)))
    if (!tags) throw new Error(`response ${id} has no tag set`)
    if (row.state === state && row.stateReason === reason) return view(row, tags)
    yield* run(handle.update(response).set({ state, stateReason: reason }).where(isIt))
    const by = Number(state === 'counted') - Number(row.state === 'counted')
    if (by !== 0) yield* keepTallies(handle, database, [tallyChange(row, tags, by < 0 ? -1 : 1)])
    const detail = { from: row.state, to: state, reason }
    yield* run(recordAudit(handle, database, { siteId: site.id, caller, action: 'response-state-changed', subject: `${survey.id}/${id}`, detail, at: now }))
    return view({ ...row, state, stateReason: reason }, tags)
  })
}

function readPage(database: Database, { surveyId, period, filters, states, ratings, search }: Wanted, after: Place | undefined, limit: number) {
  const { response, tagSet } = database.tables
  return database.handle
    .select({ row: response, tags: tagSet })
    .from(response)
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .where(
      and(
        eq(response.surveyId, surveyId),
        ...(period ? within(database, period) : []),
        inArray(response.state, [...states]),
        ratings && inArray(response.rating, ratings),
        search ? containing(database, search) : undefined,
        after && sql`(${response.answeredAt}, ${response.id}) < (${after.answeredAt}, ${after.id})`,
        ...tagConditions(database, filters)
      )
    )
    .orderBy(desc(response.answeredAt), desc(response.id))
    .limit(limit)
}

/** The day is what counts. The instants, a day wider because of time zones, are what the index finds quickly. */
function within({ tables: { response } }: Database, { from, to }: Period): SQL[] {
  return [between(response.answeredOn, from, to), between(response.answeredAt, Date.parse(from) - dayMs, Date.parse(to) + 2 * dayMs)]
}

/** Part of a comment. Lower case is what the database calls so: on PostgreSQL its collation decides, on SQLite JavaScript does. */
function containing({ tables: { response } }: Database, search: string): SQL {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return sql`lower(${response.comment}) like lower(${pattern}) escape '\\'`
}

async function viewer(database: Database, surveyId: string): Promise<View> {
  const versions = new Map((await readVersions(database, surveyId)).map((version) => [version.version, version]))
  return (row, tags) => {
    const version = versions.get(row.version)
    if (!version) throw new Error(`response ${row.id} is about version ${row.version}, which survey ${surveyId} does not have`)
    return responseView(row, tagSetOf(tags), version)
  }
}

function tallyChange({ surveyId, answeredOn, version, rating }: ResponseRow, tags: TagSetRow, by: 1 | -1): TallyChange {
  return { surveyId, tagSet: tagSetOf(tags), answeredOn, version, rating, by }
}

function tagSetOf(tags: TagSetRow): TagSet {
  return { ...tags, topics: JSON.parse(tags.topics) as string[] } // written by keepTags only
}

function cursorOf({ answeredAt, id }: Place): string {
  return Buffer.from(JSON.stringify([answeredAt, id])).toString('base64url')
}

/** A cursor says where to go on, not what may be seen, so it needs no signature; only what we would write ourselves is taken. */
function placeOf(cursor: string): Place {
  const [answeredAt, id] = partsOf(cursor)
  const place = { answeredAt: Number(answeredAt), id: String(id) }
  if (!Number.isSafeInteger(place.answeredAt) || id === undefined || cursorOf(place) !== cursor || place.id.includes('\0')) {
    throw problem('invalid', '“cursor” is none of ours; begin again without it.', 'cursor')
  }
  return place
}

function partsOf(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(parts) ? parts : []
  } catch {
    return []
  }
}
