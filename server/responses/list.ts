import { and, count, desc, eq, inArray, sql } from 'drizzle-orm'
import { historyOf } from '../audit/trail'
import type { AnswerView, HistoryRow, ResponsesQuery, ResponsesView } from '../contract/answers'
import type { Place } from '../contract/cursor'
import { cursorOf, placeOf } from '../contract/cursor'
import { problem } from '../contract/problem'
import type { ResponseView } from '../contract/responses'
import { conversationUrlOf, readCompanion } from '../conversations/conversations'
import type { Database } from '../db/database'
import type { ResponseRow, TagSetRow } from '../db/rows'
import { countFound, findAnswers } from '../search/find'
import type { OpenSurvey } from '../surveys/open-survey'
import { filtersOf, isAttribute, isFacet } from '../tags/filters'
import { rulesOf } from '../tags/rules'
import { sentTagsOf } from '../tags/tags'
import { readCounts } from '../tallies/counts'
import { readVersions } from '../tallies/scorer'
import { tagConditions } from '../tallies/tag-conditions'
import { readHistory } from './history'
import { withRatings } from './history-ratings'
import { responseViewOf } from './view'
import type { Wanted } from './wanted'
import { conditionsOf, searchOf, wantedOf } from './wanted'

const exportRows = 1_000

type Opened = Pick<OpenSurvey, 'survey' | 'site'>
type View = (row: ResponseRow, tagSet: TagSetRow) => ResponseView

/**
 * The answers behind a figure, newest first; by default those that count. `next` is the cursor of the page
 * after.
 */
export async function readAnswers(
  database: Database,
  opened: OpenSurvey,
  query: ResponsesQuery,
  now: number
): Promise<ResponsesView> {
  const after = query.cursor === undefined ? undefined : placeOf(query.cursor)
  const wanted = await wantedOf(database, opened, query, now)
  const complete = wanted.search && wanted.isIndexed
  // What customers said, and attributes, have no index: where the count is known first, no more is looked through than there is.
  const isUnindexed = (name: string) => isFacet(name) || isAttribute(name)
  const counted = !after && Object.keys(wanted.filters).some(isUnindexed)
  const early = counted ? await countAnswers(database, opened, wanted) : undefined
  const limit = Math.min(query.limit + 1, early ?? Infinity)
  const [view, rows, total] = await Promise.all([
    answerViewer(database, opened),
    limit === 0 ? [] : readPage(database, opened, wanted, { after, limit }),
    after ? null : (early ?? countAnswers(database, opened, wanted))
  ])
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const next = last && rows.length > page.length ? cursorOf(placeAt(last.row)) : null
  return {
    rows: page.map(({ row, tags }) => view(row, tags)),
    next,
    total,
    ...(complete !== undefined && { complete })
  }
}

/** All of them, newest first, a thousand at a time, so that memory does not grow with their number. */
export async function* everyAnswer(
  database: Database,
  opened: Opened,
  wanted: Wanted
): AsyncGenerator<ResponseView[]> {
  const view = await answerViewer(database, opened)
  let after: Place | undefined
  for (;;) {
    const rows = await readPage(database, opened, wanted, { after, limit: exportRows })
    yield rows.map(({ row, tags }) => view(row, tags))
    const last = rows.at(-1)
    after = last && placeAt(last.row)
    if (rows.length < exportRows) return
  }
}

/**
 * One answer with all that is known around it. Throws `not-found`, also for an answer that the caller may
 * not see.
 */
export async function readAnswer(database: Database, opened: OpenSurvey, id: string): Promise<AnswerView> {
  const { response, tagSet } = database.tables
  const { survey, site, access } = opened
  const [found] = await database.handle
    .select({ row: response, tags: tagSet })
    .from(response)
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .where(
      and(
        eq(response.surveyId, survey.id),
        eq(response.id, id),
        ...tagConditions(database, filtersOf({}, opened))
      )
    )
  if (!found) throw problem('not-found')
  const { conversation } = found.row
  const [view, companion, history] = await Promise.all([
    answerViewer(database, opened),
    conversation === null ? null : readCompanion(database, site.id, conversation),
    // Who reviewed an answer, and what they thought, is between those who may review.
    access.only ? [] : wholeHistory(database, site.id, found.row)
  ])
  return {
    ...view(found.row, found.tags),
    companion,
    conversationUrl: conversation === null ? null : conversationUrlOf(site, conversation),
    history
  }
}

/** How answers of a survey are shown: with what they meant when they were given. */
export async function answerViewer(database: Database, { survey, site }: Opened): Promise<View> {
  const versions = new Map(
    (await readVersions(database, survey.id)).map((version) => [version.version, version])
  )
  const rules = rulesOf(site)
  return (row, tags) => {
    const version = versions.get(row.version)
    if (!version)
      throw new Error(
        `response ${row.id} is about version ${row.version}, which survey ${survey.id} does not have`
      )
    const sent = sentTagsOf(tags)
    const channel = rules.canonical('channel', sent.channel)
    const topics = [...new Set(sent.topics.map((topic) => rules.canonical('topic', topic)))].sort()
    const [agent, team] = [rules.canonical('agent', sent.agent), rules.canonical('team', sent.team)]
    const isOther =
      channel !== sent.channel ||
      topics.join(' ') !== sent.topics.join(' ') ||
      agent !== sent.agent ||
      team !== sent.team ||
      tags.handler !== sent.handler ||
      tags.bot !== sent.bot
    const isSuperseded = row.repeated === 'first' || row.repeated === 'between'
    return {
      ...responseViewOf(row, sent, version),
      ...(isOther && {
        countsAs: {
          channel,
          topics,
          agent: agent || null,
          team: team || null,
          handledBy: tags.handler || null,
          bot: tags.bot || null
        }
      }),
      ...(isSuperseded && { superseded: true as const })
    }
  }
}

/** What became of an answer by itself, and what people decided about it, the latest first. */
async function wholeHistory(
  database: Database,
  siteId: string,
  { surveyId, id, version }: ResponseRow
): Promise<HistoryRow[]> {
  const [kept, reviews, versions] = await Promise.all([
    readHistory(database, surveyId, id),
    historyOf(database, siteId, subjectOf(surveyId, id)),
    readVersions(database, surveyId)
  ])
  const events = withRatings(kept, version, new Map(versions.map((meaning) => [meaning.version, meaning])))
  const reviewed = reviews
    .filter(({ action }) => action.startsWith('response-'))
    .map((row) => ({ ...row, standing: 'reviewed' as const }))
  return [...events, ...reviewed].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

/** What the audit trail calls an answer. */
export function subjectOf(surveyId: string, id: string): string {
  return `${surveyId}/${id}`
}

async function readPage(
  database: Database,
  opened: Opened,
  wanted: Wanted,
  { after, limit }: { after: Place | undefined; limit: number }
) {
  const { response, tagSet } = database.tables
  const isAfter = after && sql`(${response.answeredAt}, ${response.id}) < (${after.at}, ${after.id})`
  return database.lists(async (handle) => {
    const search = await searchOf(database, handle, opened, wanted)
    const ids = search && (await findAnswers(database, handle, search, { after, limit }))
    const found = ids && and(eq(response.surveyId, opened.survey.id), inArray(response.id, ids))
    const fits = found ?? and(...(await conditionsOf(database, handle, opened, wanted)), isAfter)
    return (
      handle
        .select({ row: response, tags: tagSet })
        .from(response)
        // A cross join says which comes first, which SQLite guesses wrong.
        .crossJoin(tagSet)
        .where(and(eq(tagSet.id, response.tagSetId), fits))
        .orderBy(desc(response.answeredAt), desc(response.id))
        .limit(limit)
    )
  })
}

/**
 * What the columns and the index of comments know is read from them, however many answers there are; anything
 * else is counted one by one.
 */
async function countAnswers(database: Database, opened: OpenSurvey, wanted: Wanted): Promise<number> {
  const { period, filters, repeats, states, rated, search, conversation, customer, standing } = wanted
  const isOfAll =
    states.includes('counted') && [search, conversation, customer].every((one) => one === undefined)
  if (isOfAll && standing === 'vouched') {
    // Those that nobody vouches for have an index, and the others are all but those.
    const countOf = (standing: Wanted['standing']) => countAnswers(database, opened, { ...wanted, standing })
    const [all, some] = await Promise.all([countOf(undefined), countOf('unverified')])
    return all - some
  }
  if (isOfAll && standing === undefined && period) {
    const counts = await readCounts(
      database,
      { surveyId: opened.survey.id, siteId: opened.site.id, filters, by: [], repeats },
      period
    )
    const counted = counts
      .filter((count) => rated?.has(count) ?? true)
      .reduce((sum, { count }) => sum + count, 0)
    const others = states.filter((state) => state !== 'counted')
    return others.length === 0
      ? counted
      : counted + (await countEach(database, opened, { ...wanted, states: others }))
  }
  const found = await database.lists(async (handle) => {
    const sought = await searchOf(database, handle, opened, wanted)
    return sought && countFound(database, handle, sought)
  })
  return found ?? countEach(database, opened, wanted)
}

async function countEach(database: Database, opened: Opened, wanted: Wanted): Promise<number> {
  const { response } = database.tables
  const [counted] = await database.lists(async (handle) =>
    handle
      .select({ count: count() })
      .from(response)
      .where(and(...(await conditionsOf(database, handle, opened, wanted))))
  )
  return Number(counted?.count ?? 0)
}

function placeAt({ answeredAt, id }: ResponseRow): Place {
  return { at: answeredAt, id }
}
